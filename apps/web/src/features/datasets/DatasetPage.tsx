'use client';

import { Button, Select } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { useVersionProgress } from '../../api/useVersionProgress.ts';
import type { DatasetPageQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { formatCount } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { Trail } from '../frame/Trail.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import { WholeStudyButton } from '../studies/wholeStudy/WholeStudyButton.tsx';
import classes from './DatasetPage.module.css';
import { DatasetSections } from './DatasetSections.tsx';
import { samplePath } from './paths.ts';
import { RefusedFiles } from './RefusedFiles.tsx';

const loadGallery = () => import('./gallery/Gallery.tsx').then((module) => module.Gallery);
const Gallery = dynamic(loadGallery, { ssr: false, loading: () => <Loading height={640} /> });

// Sections that are not the first to be seen.
const CataloguePanel = dynamic(
  () => import('../catalogue/CataloguePanel.tsx').then((module) => module.CataloguePanel),
  {
    ssr: false,
    loading: () => <Loading height={420} />,
  },
);
const ChannelReportPanel = dynamic(
  () => import('../channelReport/ChannelReportPanel.tsx').then((module) => module.ChannelReportPanel),
  {
    ssr: false,
    loading: () => <Loading height={420} />,
  },
);
const VersionFiles = dynamic(() => import('./VersionFiles.tsx').then((module) => module.VersionFiles), {
  ssr: false,
  loading: () => <Loading height={420} />,
});
const UploadFiles = dynamic(() => import('./upload/UploadFiles.tsx').then((module) => module.UploadFiles), {
  ssr: false,
  loading: () => <Loading height={48} />,
});

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

/** One data set: its versions, what is sent to it, and what a version holds. */
export function DatasetPage({ id }: { id: string }) {
  const [search, change] = useSearchState();
  // While the data set is asked for.
  useEffect(() => void loadGallery(), []);
  const [{ data, error, fetching }, refetch] = useQuery({
    query: DATASET,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const read = () => refetch({ requestPolicy: 'network-only' });
  const dataset = data?.node && 'versions' in data.node ? data.node : null;
  const stored = (dataset?.versions?.edges.map((edge) => edge.node) ?? []).sort(
    (a, b) => b.number - a.number,
  );
  const importing = stored.find(({ status }) => status === 'IMPORTING');
  const live = useVersionProgress(importing?.id ?? null, { onStale: read });
  const versions = stored.map((version) => (live?.id === version.id ? { ...version, ...live } : version));
  const wanted = search.get('version');
  const version = versions.find(({ number }) => String(number) === wanted) ?? versions[0];

  if (error && !data?.node) return <ErrorState message={error.message} onRetry={read} />;
  if (!data) return <Loading height={400} />;
  if (!dataset)
    return fetching ? <Loading height={400} /> : <Empty title="There is no such data set" isPage />;
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
        isImporting={importing !== undefined}
        onAdded={() => {
          change({ version: null });
          read();
        }}
      />
      {version && <VersionState version={version} />}
      {version && version.sampleCount > 0 && (
        <Sections dataset={{ id: dataset.id, name: dataset.name }} version={version} />
      )}
    </>
  );
}

/** What a version holds, a section at a time. */
function Sections({ dataset, version }: { dataset: { id: string; name: string }; version: Version }) {
  const to = useWorkspacePath();
  const saveAs = `${dataset.name} v${version.number} refused`;
  return (
    <DatasetSections
      sections={[
        {
          name: 'samples',
          title: 'Samples',
          content: (
            <>
              <RefusedFiles refused={version.refused} saveAs={saveAs} />
              <Gallery
                key={version.id}
                versionId={version.id}
                total={version.sampleCount}
                isReady={version.status === 'READY'}
                samplePath={(sampleId) => to(samplePath(dataset.id, sampleId, version.number))}
                channelCount={version.channelCount ?? 1}
              />
            </>
          ),
        },
        { name: 'channels', title: 'Channels', content: <ChannelReportPanel versionId={version.id} /> },
        { name: 'catalogue', title: 'Catalogue', content: <CataloguePanel versionId={version.id} /> },
        {
          name: 'files',
          title: 'Files',
          content: <VersionFiles version={version} saveAs={saveAs} />,
        },
      ]}
    />
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
      {version?.status === 'READY' && <WholeStudyButton versionId={version.id} />}
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
function VersionState({ version }: { version: Version }) {
  const { number, status, progress, sampleCount, refused } = version;
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
      {sampleCount === 0 && <RefusedFiles refused={refused} saveAs={`version ${number} refused`} />}
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
