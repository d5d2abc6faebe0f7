'use client';

import { Select } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Empty, ErrorState, Loading } from '../../../ui/States.tsx';
import { useSession } from '../../session/session.tsx';
import classes from './WholeStudy.module.css';
import { WholeStudyForm } from './WholeStudyForm.tsx';
import { STUDIED_DATASETS } from './wholeStudyDocuments.ts';

interface WholeStudyDialogProps {
  /** The version it is run on; without one, a data set is chosen. */
  versionId: string | undefined;
  isOpen: boolean;
  onClose: () => void;
}

/** What the whole study is and takes, and its start. */
export function WholeStudyDialog({ versionId, isOpen, onClose }: WholeStudyDialogProps) {
  return (
    <Dialog title="The whole study" isOpen={isOpen} onClose={onClose} size="lg">
      {versionId ? (
        <WholeStudyForm versionId={versionId} onCancel={onClose} />
      ) : (
        <OnDataset onCancel={onClose} />
      )}
    </Dialog>
  );
}

/** The form, after the data set is chosen: of several the newest is proposed. */
function OnDataset({ onCancel }: { onCancel: () => void }) {
  const { workspace } = useSession();
  const [asked, setAsked] = useState<string | null>(null);
  const [{ data, error }, refetch] = useQuery({
    query: STUDIED_DATASETS,
    variables: { workspace: workspace.slug },
    requestPolicy: 'cache-and-network',
  });
  if (error && !data)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading height={280} />;
  const versions = (data.datasets?.edges ?? []).flatMap(({ node: { name, latestVersion } }) =>
    latestVersion?.status === 'READY' && latestVersion.sampleCount > 1 ? { name, id: latestVersion.id } : [],
  );
  const versionId = asked ?? versions[0]?.id;
  if (!versionId)
    return (
      <Empty title="No data set is ready">
        Bring files in under Data: a study needs two samples at least.
      </Empty>
    );
  return (
    <>
      <Select
        label="Data set"
        searchable
        value={versionId}
        data={versions.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setAsked}
        className={classes.field ?? ''}
      />
      <WholeStudyForm key={versionId} versionId={versionId} onCancel={onCancel} />
    </>
  );
}
