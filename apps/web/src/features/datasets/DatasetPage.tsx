'use client';

import { Button, Select } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import Link from 'next/link';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import type { DatasetPageQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { formatCount } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { Trail } from '../frame/Trail.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import classes from './DatasetPage.module.css';
import { Gallery } from './gallery/Gallery.tsx';
import { samplePath } from './paths.ts';
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

type Dataset = Extract<NonNullable<DatasetPageQuery['node']>, { versions?: unknown }>;
type Version = NonNullable<Dataset['versions']>['edges'][number]['node'];

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

  if (error && !data?.node)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading height={400} />;
  if (!dataset) return fetching ? <Loading height={400} /> : <Empty title="There is no such data set" />;
  return (
    <>
      <Trail steps={[{ name: 'Data', path: '/data' }, { name: dataset.name }]} />
      <PageHeader
        title={dataset.name}
        detail={<Facts description={dataset.description ?? null} version={version} />}
        actions={
          <Actions
            versions={versions}
            version={version}
            onVersion={(number) => change({ version: number })}
          />
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
      {version && <VersionState version={version} />}
      {version?.status === 'READY' && (
        <Gallery
          versionId={version.id}
          total={version.sampleCount}
          isReady
          samplePath={(sampleId) => to(samplePath(dataset.id, sampleId, version.number))}
          channelCount={version.channelCount ?? 1}
        />
      )}
    </>
  );
}

interface ActionsProps {
  versions: readonly Version[];
  version: Version | undefined;
  onVersion: (number: string | null) => void;
}

function Actions({ versions, version, onVersion }: ActionsProps) {
  const to = useWorkspacePath();
  return (
    <>
      {versions.length > 1 && version && (
        <Select
          aria-label="Version"
          w={132}
          value={String(version.number)}
          data={versions.map(({ number }) => ({ value: String(number), label: `Version ${number}` }))}
          onChange={onVersion}
        />
      )}
      {version?.status === 'READY' && (
        <Button
          component={Link}
          href={to(`/experiments/new?version=${encodeURIComponent(version.id)}`)}
          leftSection={<IconFlask size={16} aria-hidden />}
        >
          New experiment
        </Button>
      )}
    </>
  );
}

/** How far the import is, or why it failed, and what was refused. */
function VersionState({ version: { number, status, progress, refused } }: { version: Version }) {
  return (
    <>
      {status === 'IMPORTING' && (
        <div className={classes.importing} role="status">
          <span>
            Reading the files of version {number}: {Math.floor(progress * 100)} %
          </span>
          <ProgressBar fraction={progress} label="Files read" />
        </div>
      )}
      {status === 'FAILED' && (
        <ErrorState message="None of the files of this version could be read as a sample. Drop others to make the next version." />
      )}
      <RefusedFiles refused={refused} />
    </>
  );
}

function Facts({ description, version }: { description: string | null; version: Version | undefined }) {
  if (!version) return description;
  const { number, status, sampleCount, channelCount, width, height } = version;
  const known = status === 'READY' && sampleCount > 0;
  return (
    <>
      {description && <span>{description}</span>}
      <span>version {number}</span>
      <span>
        {formatCount(sampleCount)} {sampleCount === 1 ? 'sample' : 'samples'}
      </span>
      {known && <span>{channelCount ? `${channelCount} channels` : 'different numbers of channels'}</span>}
      {known && <span>{width ? `${width} × ${height} pixels` : 'different sizes'}</span>}
    </>
  );
}
