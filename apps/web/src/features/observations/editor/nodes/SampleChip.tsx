import { NodeViewWrapper, type ReactNodeViewProps } from '@tiptap/react';
import { sampleId } from '../../../../ui/format.ts';
import { PageLink } from '../../../../ui/PageLink.tsx';
import { ServedImage } from '../../../../ui/ServedImage.tsx';
import { usePagePaths } from '../../../session/pagePaths.tsx';
import { useNamedSample } from '../useNamedSample.ts';
import { useWrittenAbout } from '../writtenAbout.tsx';
import classes from './Chips.module.css';

/** A sample that the text speaks of: its picture and ID number, a link to its page. */
export function SampleChip({ node }: ReactNodeViewProps) {
  const index = Number(node.attrs['index']);
  const { datasetId, versionNumber } = useWrittenAbout();
  const paths = usePagePaths();
  const sample = useNamedSample(index);
  const href = sample ? paths.sample(sample.id, { datasetId, version: versionNumber }) : null;
  return (
    <NodeViewWrapper as="span" className={classes.inline}>
      <PageLink
        href={href}
        className={classes.sample}
        title={sample === null ? 'There is no sample of this ID number' : sample?.fileName}
        data-missing={sample === null || undefined}
      >
        {sample && <ServedImage src={sample.thumbnailUrl} alt="" loading="lazy" draggable={false} />}
        <span className="number">{sampleId(index)}</span>
      </PageLink>
    </NodeViewWrapper>
  );
}
