'use client';

import { useQuery } from 'urql';
import { useSearchState } from '../../../api/useSearchState.ts';
import { graphql } from '../../../gql/index.ts';
import { sampleId } from '../../../ui/format.ts';
import { PageLink } from '../../../ui/PageLink.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { ServedImage } from '../../../ui/ServedImage.tsx';
import { Empty, ErrorState, Loading } from '../../../ui/States.tsx';
import { drawnAs } from '../../datasets/display.ts';
import { FileStructure } from '../../datasets/FileStructure.tsx';
import { SampleSteps } from '../../preview/SampleSteps.tsx';
import { usePagePaths } from '../../session/pagePaths.tsx';
import { exampleOf } from './example.ts';
import classes from './Report.module.css';

const FILE = graphql(`
  query StudyFile($versionId: ID!, $index: Int!) {
    node(id: $versionId) {
      ... on DatasetVersion {
        id
        number
        sampleCount
        dataset {
          id
        }
        sample(index: $index) {
          id
          index
          fileName
          width
          height
          channelCount
          thumbnailUrl
          sources {
            fileName
            hdu
            plane
            channel
          }
          hdus {
            index
            type
            name
            shape
            bitpix
            compression
          }
        }
      }
    }
  }
`);

/** What a file holds, and its channels side by side. */
export function FileStep({ versionId }: { versionId: string }) {
  const paths = usePagePaths();
  const [search, change] = useSearchState();
  const index = exampleOf(search);
  const [{ data, error }, refetch] = useQuery({ query: FILE, variables: { versionId, index } });
  const version = data?.node && 'sample' in data.node ? data.node : null;
  if (error && !version)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!version) return <Loading height={420} />;
  const { sample, sampleCount, dataset, number } = version;
  const steps = (
    <SampleSteps index={index} count={sampleCount} onChange={(next) => change({ example: String(next) })} />
  );
  if (!sample) return <Empty title="There is no such sample">{steps}</Empty>;
  return (
    <div className={classes.blocks}>
      <FileStructure hdus={sample.hdus} sources={sample.sources} />
      <Panel
        title={`The channels of sample ${sampleId(sample.index)}`}
        say={
          <>
            <PageLink href={paths.sample(sample.id, { datasetId: dataset.id, version: number })}>
              {sample.fileName}
            </PageLink>
            , {sample.width} × {sample.height} pixels
          </>
        }
        action={steps}
      >
        <ul className={classes.channels}>
          {Array.from({ length: sample.channelCount }, (_, channel) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its number
            <li key={channel}>
              <ServedImage
                src={drawnAs(sample.thumbnailUrl, { channel, stretch: 'ASINH', colorMap: 'inferno' }, 256)}
                alt={`Channel ${channel} of sample ${sampleId(sample.index)}`}
              />
              <span>Channel {channel}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
