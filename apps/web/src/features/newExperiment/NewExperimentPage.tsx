'use client';

import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { Trail } from '../frame/Trail.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { DATA, readyVersions } from './newExperimentDocuments.ts';

const loadForm = () => import('./OpenForm.tsx').then((module) => module.OpenForm);
const OpenForm = dynamic(loadForm, { ssr: false, loading: () => <Loading height={480} /> });

/** A new experiment: every choice explained where it is made, with defaults that work. */
export function NewExperimentPage() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const [{ data, error }, refetch] = useQuery({
    query: DATA,
    variables: { workspace: workspace.slug },
    requestPolicy: 'cache-and-network',
  });
  // While its data are on their way.
  useEffect(() => void loadForm(), []);
  const versions = data && readyVersions(data);
  return (
    <>
      <Trail steps={[{ name: 'Experiments', path: '/experiments' }, { name: 'New' }]} />
      <PageHeader
        title="New experiment"
        detail="Images are prepared, a model learns features, the features are clustered."
      />
      {error && !data && (
        <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {!data && !error && <Loading height={480} />}
      {versions?.length === 0 && (
        <Empty
          title="There is no data set that is ready yet"
          action={
            <Button component={Link} href={to('/data')}>
              Bring in data
            </Button>
          }
        >
          An experiment needs images: bring FITS files in first.
        </Empty>
      )}
      {data && versions && versions.length > 0 && (
        <OpenForm versions={versions} algorithms={data.algorithms} />
      )}
    </>
  );
}
