'use client';

import { Button, Group, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../../gql/index.ts';
import { formatCount } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ServedImage } from '../../ui/ServedImage.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { Trail } from '../frame/Trail.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import classes from './DatasetsPage.module.css';

const DATASETS = graphql(`
  query DatasetList($workspace: String!) {
    datasets(workspace: $workspace, first: 200) {
      totalCount
      edges {
        node {
          id
          name
          description
          createdAt
          latestVersion {
            id
            number
            status
            progress
            sampleCount
            channelCount
            width
            height
            samples(first: 5) {
              edges {
                node {
                  id
                  thumbnailUrl(size: 96)
                }
              }
            }
          }
        }
      }
    }
  }
`);

const CREATE = graphql(`
  mutation CreateDatasetHere($input: CreateDatasetInput!) {
    createDataset(input: $input) {
      dataset {
        id
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** The workspace's data sets. */
export function DatasetsPage() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const [{ data, error, fetching }, refetch] = useQuery({
    query: DATASETS,
    variables: { workspace: workspace.slug },
    requestPolicy: 'cache-and-network',
  });
  const rows = data?.datasets?.edges.map((edge) => edge.node);
  return (
    <>
      <Trail steps={[{ name: 'Data' }]} />
      <PageHeader
        title="Data"
        detail={rows && `${formatCount(rows.length)} ${rows.length === 1 ? 'data set' : 'data sets'}`}
        actions={<NewDataset />}
      />
      {error && !data && (
        <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {!rows && fetching && <Loading height={240} />}
      {rows?.length === 0 && (
        <Empty title="No data sets yet">
          Make one and drop a folder of FITS files on it, or run{' '}
          <code>npx asterism import FOLDER --dataset NAME</code>.
        </Empty>
      )}
      <ul className={classes.list}>
        {rows?.map(({ id, name, createdAt, latestVersion: version }) => (
          <li key={id} className={classes.item}>
            <Link href={to(`/data/${encodeURIComponent(id)}`)} className={classes.link}>
              <div className={classes.strip} aria-hidden>
                {version?.samples?.edges.map(({ node }) => (
                  <ServedImage key={node.id} src={node.thumbnailUrl} alt="" loading="lazy" />
                ))}
              </div>
              <div className={classes.words}>
                <span className={classes.name}>{name}</span>
                <span className={classes.facts}>
                  {version ? describe(version) : 'empty'} · <TimeAgo at={createdAt} />
                </span>
              </div>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

interface VersionFacts {
  number: number;
  status: string;
  progress: number;
  sampleCount: number;
  channelCount?: number | null;
  width?: number | null;
  height?: number | null;
}

function describe({
  number,
  status,
  progress,
  sampleCount,
  channelCount,
  width,
  height,
}: VersionFacts): string {
  if (status === 'IMPORTING') return `version ${number}, reading ${Math.floor(progress * 100)} %`;
  if (status === 'FAILED') return `version ${number} could not be read`;
  const shape = channelCount && width && height ? `, ${channelCount} channels, ${width} × ${height}` : '';
  return `version ${number}, ${formatCount(sampleCount)} samples${shape}`;
}

function NewDataset() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, create] = useMutation(CREATE);
  const submit = async () => {
    const { data, error } = await create({ input: { workspace: workspace.slug, name } });
    const found = error?.message ?? data?.createDataset.problems[0]?.message;
    if (found) setProblem(found);
    else router.push(to(`/data/${encodeURIComponent(data!.createDataset.dataset!.id)}`));
  };
  if (!open)
    return (
      <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen(true)}>
        New data set
      </Button>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Group gap={8} align="flex-start">
        <TextInput
          aria-label="Name of the data set"
          placeholder="Name"
          value={name}
          error={problem}
          onChange={(event) => setName(event.currentTarget.value)}
          autoFocus
        />
        <Button type="submit" loading={fetching} disabled={name.trim() === ''}>
          Make it
        </Button>
      </Group>
    </form>
  );
}
