'use client';

import { CloseButton } from '@mantine/core';
import { useQuery } from 'urql';
import { globalId } from '../../../api/globalId.ts';
import { sampleId } from '../../../ui/format.ts';
import { PageLink } from '../../../ui/PageLink.tsx';
import { ServedImage } from '../../../ui/ServedImage.tsx';
import { usePagePaths } from '../../session/pagePaths.tsx';
import { useWrittenAbout } from '../editor/writtenAbout.tsx';
import { EXAMPLE_SAMPLE } from './fieldDocuments.ts';
import classes from './SamplesField.module.css';

interface ChosenSampleProps {
  /** Of its row. */
  id: string;
  /** Null where it may not be taken out. */
  onRemove: (() => void) | null;
}

/** A sample that was chosen: its picture and ID number, a link to its page. */
export function ChosenSample({ id, onRemove }: ChosenSampleProps) {
  const { datasetId, versionNumber } = useWrittenAbout();
  const paths = usePagePaths();
  const [{ data }] = useQuery({ query: EXAMPLE_SAMPLE, variables: { id: globalId('Sample', id) } });
  const sample = data?.node && 'index' in data.node ? data.node : null;
  const name = sample ? sampleId(sample.index) : data ? 'gone' : '…';
  return (
    <li className={classes.chosen}>
      <PageLink
        href={sample && paths.sample(sample.id, { datasetId, version: versionNumber })}
        className={classes.tile}
        title={sample?.fileName ?? (data ? 'This sample is no longer there' : undefined)}
      >
        {sample ? (
          <ServedImage src={sample.thumbnailUrl} alt="" loading="lazy" />
        ) : (
          <span className={classes.blank} />
        )}
        <span className="number">{name}</span>
      </PageLink>
      {onRemove && (
        <CloseButton
          className={classes.remove}
          size={24}
          iconSize={14}
          aria-label={`Take ${name} out`}
          onClick={onRemove}
        />
      )}
    </li>
  );
}
