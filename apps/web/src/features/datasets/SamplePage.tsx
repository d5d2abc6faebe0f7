'use client';

import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useClient, useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { sampleId } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { Trail } from '../frame/Trail.tsx';
import { fetchSamplesAhead } from './fetchSamplesAhead.ts';
import { datasetPath, samplePath } from './paths.ts';
import classes from './SamplePage.module.css';
import { isSample, SAMPLE, type SampleDetail } from './sampleDocument.ts';
import { useNeighbours } from './sampleNeighbours.ts';

const loadViewer = () => import('../viewer/SampleViewer.tsx').then((module) => module.SampleViewer);
const SampleViewer = dynamic(loadViewer, { ssr: false, loading: () => <Loading height={480} /> });

// Below the pictures.
const SourcePanel = dynamic(() => import('../preview/SourcePanel.tsx').then((module) => module.SourcePanel), {
  ssr: false,
  loading: () => <Loading height={320} />,
});
const FileStructure = dynamic(() => import('./FileStructure.tsx').then((module) => module.FileStructure), {
  ssr: false,
  loading: () => <Loading height={200} />,
});
const HeaderCards = dynamic(() => import('./HeaderCards.tsx').then((module) => module.HeaderCards), {
  ssr: false,
  loading: () => <Loading height={560} />,
});
const SampleCatalogue = dynamic(
  () => import('../catalogue/SampleCatalogue.tsx').then((module) => module.SampleCatalogue),
  {
    ssr: false,
    loading: () => <Loading height={120} />,
  },
);

/** One sample: its channels side by side, the file's structure and its header. */
export function SamplePage({ datasetId, id }: { datasetId: string; id: string }) {
  const [{ data, error }, refetch] = useQuery({ query: SAMPLE, variables: { id, datasetId } });
  const [search] = useSearchState();
  // While the sample is asked for.
  useEffect(() => void loadViewer(), []);
  if (error && !data?.sample)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading height={400} />;
  const sample = isSample(data.sample) ? data.sample : null;
  const dataset = data.dataset && 'versions' in data.dataset ? data.dataset : null;
  if (!sample || !dataset) return <Empty title="There is no such sample" isPage />;
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

// After this long on a sample its neighbours are fetched: whoever leafs through is not slowed down by it.
const IDLE_MS = 600;

interface ReadyProps {
  sample: SampleDetail;
  datasetId: string;
  version: { id: string; number: number } | null;
}

function Ready({ sample, datasetId, version }: ReadyProps) {
  const router = useRouter();
  const client = useClient();
  const { previous, next } = useNeighbours(version?.id, sample.index, (other) =>
    samplePath(datasetId, other, version?.number ?? 0),
  );
  const ahead = [next?.id, previous?.id].filter((id) => id !== undefined).join(' ');
  useEffect(
    () =>
      ahead
        ? fetchSamplesAhead(client, { datasetId, sampleIds: ahead.split(' '), afterMs: IDLE_MS })
        : undefined,
    [client, datasetId, ahead],
  );
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
        versionId={version?.id ?? null}
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
