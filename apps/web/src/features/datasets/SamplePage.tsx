'use client';

import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { useVersionSamples } from '../../api/useVersionSamples.ts';
import type { SamplePageQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { sampleId } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { Trail } from '../frame/Trail.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import { DisplayControls } from './DisplayControls.tsx';
import { type Display, displayOf, drawnAs } from './display.ts';
import { FileStructure } from './FileStructure.tsx';
import { HeaderCards } from './HeaderCards.tsx';
import { datasetPath, samplePath } from './paths.ts';
import classes from './SamplePage.module.css';

const SAMPLE = graphql(`
  query SamplePage($id: ID!, $datasetId: ID!) {
    sample: node(id: $id) {
      ... on Sample {
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
        header {
          keyword
          value
          comment
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
    dataset: node(id: $datasetId) {
      ... on Dataset {
        id
        name
        latestVersion {
          id
          number
        }
        versions(first: 200) {
          edges {
            node {
              id
              number
            }
          }
        }
      }
    }
  }
`);

export type SampleDetail = Extract<NonNullable<SamplePageQuery['sample']>, { header: unknown }>;

const isSample = (node: SamplePageQuery['sample']): node is SampleDetail =>
  node !== null && node !== undefined && 'header' in node;

/** One sample: its channels side by side, the file's structure and its header. */
export function SamplePage({ datasetId, id }: { datasetId: string; id: string }) {
  const [{ data, error }, refetch] = useQuery({ query: SAMPLE, variables: { id, datasetId } });
  const [search, change] = useSearchState();
  if (error && !data?.sample)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading height={400} />;
  const sample = isSample(data.sample) ? data.sample : null;
  const dataset = data.dataset && 'versions' in data.dataset ? data.dataset : null;
  if (!sample || !dataset) return <Empty title="There is no such sample" />;
  const wanted = Number(search.get('version'));
  const version =
    dataset.versions?.edges.find(({ node }) => node.number === wanted)?.node ?? dataset.latestVersion;
  const display = displayOf(search, sample.channelCount);
  return (
    <>
      <Trail
        steps={[
          { name: 'Data', path: '/data' },
          { name: dataset.name, path: datasetPath(dataset.id, version?.number) },
          { name: sampleId(sample.index) },
        ]}
      />
      <PageHeader
        title={`Sample ${sampleId(sample.index)}`}
        detail={
          <>
            <span>{sample.fileName}</span>
            <span>
              {sample.channelCount} {sample.channelCount === 1 ? 'channel' : 'channels'} · {sample.width} ×{' '}
              {sample.height} pixels
            </span>
          </>
        }
        actions={
          version && (
            <Neighbours
              sampleId={id}
              versionId={version.id}
              path={(other) => samplePath(datasetId, other, version.number)}
            />
          )
        }
      />
      <DisplayControls display={display} onChange={change} />
      <Channels sample={sample} display={display} />
      <div className={classes.below}>
        <FileStructure hdus={sample.hdus} />
        <HeaderCards header={sample.header} />
      </div>
    </>
  );
}

function Channels({ sample, display }: { sample: SampleDetail; display: Display }) {
  return (
    <div className={classes.channels}>
      {Array.from({ length: sample.channelCount }, (_, channel) => {
        const source = sample.sources.find((candidate) => candidate.channel === channel);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its number
          <figure key={channel} className={classes.channel}>
            {/* biome-ignore lint/performance/noImgElement: drawn by the API, there is nothing for Next to optimise */}
            <img
              src={drawnAs(sample.thumbnailUrl, { ...display, channel }, 512)}
              alt={`Channel ${channel} of sample ${sampleId(sample.index)}`}
            />
            <figcaption>
              <span>Channel {channel}</span>
              <span className={classes.source}>
                HDU {source?.hdu ?? 0}
                {source?.plane == null ? '' : `, plane ${source.plane}`}
              </span>
            </figcaption>
          </figure>
        );
      })}
    </div>
  );
}

interface NeighboursProps {
  sampleId: string;
  versionId: string;
  path: (sampleId: string) => string;
}

/** To the samples before and after this one, by click or by arrow key. The display goes along. */
function Neighbours({ sampleId: id, versionId, path }: NeighboursProps) {
  const router = useRouter();
  const to = useWorkspacePath();
  const [search] = useSearchState();
  const { samples } = useVersionSamples(versionId);
  const place = samples?.findIndex((sample) => sample.id === id) ?? -1;
  const address = (other: { id: string } | undefined) => {
    if (place < 0 || !other) return null;
    const query = new URLSearchParams(search);
    query.delete('version');
    return `${to(path(other.id))}&${query}`;
  };
  const previous = address(samples?.[place - 1]);
  const next = address(samples?.[place + 1]);
  useHotkeys([
    ['ArrowLeft', () => previous && router.push(previous)],
    ['ArrowRight', () => next && router.push(next)],
  ]);
  return (
    <>
      <Step href={previous} label="Previous sample" Icon={IconChevronLeft} />
      <Step href={next} label="Next sample" Icon={IconChevronRight} />
    </>
  );
}

function Step({ href, label, Icon }: { href: string | null; label: string; Icon: typeof IconChevronLeft }) {
  return href ? (
    <Button component={Link} href={href} variant="default" px={8} aria-label={label} title={label}>
      <Icon size={16} />
    </Button>
  ) : (
    <Button variant="default" px={8} aria-label={label} title={label} disabled>
      <Icon size={16} />
    </Button>
  );
}
