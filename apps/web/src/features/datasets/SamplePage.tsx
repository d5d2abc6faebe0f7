'use client';

import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo } from 'react';
import { type Client, useClient, useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { useVersionSamples, type VersionSample } from '../../api/useVersionSamples.ts';
import type { SamplePageQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { sampleId } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { SampleCatalogue } from '../catalogue/SampleCatalogue.tsx';
import { Trail } from '../frame/Trail.tsx';
import { SourcePanel } from '../preview/SourcePanel.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import { SampleViewer } from '../viewer/SampleViewer.tsx';
import { prefetchPixels } from '../viewer/useSamplePixels.ts';
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
        pixels {
          url
        }
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

const isSample = (node: SamplePageQuery['sample'] | undefined): node is SampleDetail =>
  node !== null && node !== undefined && 'header' in node;

/** One sample: its channels side by side, the file's structure and its header. */
export function SamplePage({ datasetId, id }: { datasetId: string; id: string }) {
  const [{ data, error }, refetch] = useQuery({ query: SAMPLE, variables: { id, datasetId } });
  const [search] = useSearchState();
  if (error && !data?.sample)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading height={400} />;
  const sample = isSample(data.sample) ? data.sample : null;
  const dataset = data.dataset && 'versions' in data.dataset ? data.dataset : null;
  if (!sample || !dataset) return <Empty title="There is no such sample" />;
  const wanted = Number(search.get('version'));
  const version =
    dataset.versions?.edges.find(({ node }) => node.number === wanted)?.node ?? dataset.latestVersion;
  return (
    <>
      <Trail
        steps={[
          { name: 'Data', path: '/data' },
          { name: dataset.name, path: datasetPath(dataset.id, version?.number) },
          { name: sampleId(sample.index) },
        ]}
      />
      <Ready sample={sample} datasetId={datasetId} version={version ?? null} />
    </>
  );
}

interface ReadyProps {
  sample: SampleDetail;
  datasetId: string;
  version: { id: string; number: number } | null;
}

function Ready({ sample, datasetId, version }: ReadyProps) {
  const router = useRouter();
  const { samples } = useVersionSamples(version?.id);
  const { previous, next } = useNeighbours(samples, sample.id, (other) =>
    samplePath(datasetId, other, version?.number ?? 0),
  );
  usePrefetch(datasetId, [next?.id, previous?.id]);
  return (
    <>
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
            <>
              <Step href={previous?.address} label="Previous sample" Icon={IconChevronLeft} />
              <Step href={next?.address} label="Next sample" Icon={IconChevronRight} />
            </>
          )
        }
      />
      <SampleViewer
        sample={sample}
        samples={samples}
        onPrevious={() => previous && router.push(previous.address)}
        onNext={() => next && router.push(next.address)}
      />
      <div className={classes.below}>
        <div className={classes.facts}>
          <FileStructure hdus={sample.hdus} sources={sample.sources} />
          <SourcePanel sampleId={sample.id} />
          {version && <SampleCatalogue sampleId={sample.id} versionId={version.id} />}
        </div>
        <HeaderCards header={sample.header} />
      </div>
    </>
  );
}

interface Neighbour {
  id: string;
  address: string;
}

/** The samples before and after this one. How it is looked at goes along. */
function useNeighbours(
  samples: readonly VersionSample[] | null,
  id: string,
  path: (sampleId: string) => string,
): { previous: Neighbour | null; next: Neighbour | null } {
  const to = useWorkspacePath();
  const [search] = useSearchState();
  const place = useMemo(() => samples?.findIndex((sample) => sample.id === id) ?? -1, [samples, id]);
  const neighbour = (other: VersionSample | undefined): Neighbour | null => {
    if (place < 0 || !other) return null;
    const query = new URLSearchParams(search);
    query.delete('version');
    return { id: other.id, address: `${to(path(other.id))}&${query}` };
  };
  return { previous: neighbour(samples?.[place - 1]), next: neighbour(samples?.[place + 1]) };
}

// After this long on a sample its neighbours are fetched: whoever leafs through is not slowed down by it.
const IDLE_MS = 600;

/** Fetches what the page of each sample needs, so that it is there at once. */
function usePrefetch(datasetId: string, ids: readonly (string | undefined)[]): void {
  const client = useClient();
  const wanted = ids.filter((id) => id !== undefined).join(' ');
  useEffect(() => {
    if (!wanted) return;
    let isOver = false;
    let release: (() => void) | null = null;
    const timer = setTimeout(async () => {
      const urls = await pixelUrls(client, datasetId, wanted.split(' '));
      if (!isOver) release = prefetchPixels(urls);
    }, IDLE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
      release?.();
    };
  }, [client, datasetId, wanted]);
}

async function pixelUrls(client: Client, datasetId: string, ids: readonly string[]): Promise<string[]> {
  const answers = await Promise.all(
    ids.map((id) => client.query(SAMPLE, { id, datasetId }, { requestPolicy: 'cache-first' }).toPromise()),
  );
  return answers.flatMap(({ data }) => (isSample(data?.sample) ? [data.sample.pixels.url] : []));
}

interface StepProps {
  href: string | undefined;
  label: string;
  Icon: typeof IconChevronLeft;
}

function Step({ href, label, Icon }: StepProps) {
  return href ? (
    // Not prefetched: the address changes with every choice of the viewer, and each would ask the server.
    <Button
      component={Link}
      href={href}
      prefetch={false}
      variant="default"
      px={8}
      aria-label={label}
      title={label}
    >
      <Icon size={16} />
    </Button>
  ) : (
    <Button variant="default" px={8} aria-label={label} title={label} disabled>
      <Icon size={16} />
    </Button>
  );
}
