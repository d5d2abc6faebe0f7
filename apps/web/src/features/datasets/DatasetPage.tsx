'use client';

import { Button, Select } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import Link from 'next/link';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { graphql } from '../../gql/index.ts';
import { formatCount } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import classes from './DatasetPage.module.css';
import { Gallery } from './Gallery.tsx';
import { RefusedFiles } from './RefusedFiles.tsx';
import { UploadFiles } from './UploadFiles.tsx';

const DATASET = graphql(`
  query DatasetPage($id: ID!) {
    node(id: $id) {
      ... on Dataset {
        id
        name
        description
        versions(first: 100) {
          edges {
            node {
              id
              number
              status
              progress
              contentHash
              sampleCount
              channelCount
              width
              height
              refused {
                name
                code
                message
                byteOffset
              }
            }
          }
        }
      }
    }
  }
`);

const POLL_MS = 700;

/** One data set: its versions, what was refused, and the samples as a gallery by ID. */
export function DatasetPage({ id }: { id: string }) {
  const to = useWorkspacePath();
  const [search, change] = useSearchState();
  const [{ data, error, fetching }, refetch] = useQuery({
    query: DATASET,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const dataset = data?.node && 'versions' in data.node ? data.node : null;
  const versions = (dataset?.versions?.edges.map((edge) => edge.node) ?? []).sort(
    (a, b) => b.number - a.number,
  );
  const wanted = search.get('version');
  const version = versions.find(({ number }) => String(number) === wanted) ?? versions[0];
  const isImporting = versions.some(({ status }) => status === 'IMPORTING');
  useEffect(() => {
    if (!isImporting) return;
    const timer = setInterval(() => refetch({ requestPolicy: 'network-only' }), POLL_MS);
    return () => clearInterval(timer);
  }, [isImporting, refetch]);

  if (error && !data)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading height={400} />;
  if (!dataset) return fetching ? <Loading height={400} /> : <Empty title="There is no such data set" />;
  return (
    <>
      <PageHeader
        title={dataset.name}
        detail={
          <>
            <Link href={to('/data')}>Data</Link>
            {version && <span>{facts(version)}</span>}
          </>
        }
        actions={
          <>
            {versions.length > 1 && version && (
              <Select
                aria-label="Version"
                w={132}
                value={String(version.number)}
                data={versions.map(({ number }) => ({ value: String(number), label: `Version ${number}` }))}
                onChange={(value) => change({ version: value })}
              />
            )}
            {version?.status === 'READY' && (
              <Button
                component={Link}
                href={to(`/experiments/new?version=${encodeURIComponent(version.id)}`)}
                leftSection={<IconFlask size={16} />}
              >
                New experiment
              </Button>
            )}
          </>
        }
      />
      <UploadFiles
        datasetId={dataset.id}
        isFirst={versions.length === 0}
        disabled={isImporting}
        onAdded={() => {
          change({ version: null });
          refetch({ requestPolicy: 'network-only' });
        }}
      />
      {version?.status === 'IMPORTING' && (
        <div className={classes.importing} role="status">
          <span>Reading the files of version {version.number} …</span>
          <ProgressBar fraction={version.progress} label="Files read" />
        </div>
      )}
      {version?.status === 'FAILED' && (
        <ErrorState message="None of the files of this version could be read as a sample." />
      )}
      {version && <RefusedFiles refused={version.refused} />}
      {version?.status === 'READY' && (
        <Gallery versionId={version.id} datasetId={dataset.id} channelCount={version.channelCount ?? 1} />
      )}
    </>
  );
}

function facts(version: {
  number: number;
  sampleCount: number;
  channelCount?: number | null;
  width?: number | null;
  height?: number | null;
}): string {
  const shape = [
    version.channelCount ? `${version.channelCount} channels` : 'different numbers of channels',
    version.width ? `${version.width} × ${version.height} pixels` : 'different sizes',
  ];
  return `version ${version.number} · ${formatCount(version.sampleCount)} samples${version.sampleCount ? ` · ${shape.join(' · ')}` : ''}`;
}
