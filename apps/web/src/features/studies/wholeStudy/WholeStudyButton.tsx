'use client';

import { Button, Modal, Select } from '@mantine/core';
import { IconListNumbers } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Empty, ErrorState, Loading } from '../../../ui/States.tsx';
import { useSession } from '../../session/session.tsx';
import classes from './WholeStudy.module.css';
import { WholeStudyForm } from './WholeStudyForm.tsx';
import { STUDIED_DATASETS } from './wholeStudyDocuments.ts';

interface WholeStudyButtonProps {
  /** The version it is run on; without one, a data set is chosen. */
  versionId?: string;
}

/** Runs every model, both normalisations and three clusterers on a data set, after saying what that takes. */
export function WholeStudyButton({ versionId }: WholeStudyButtonProps) {
  const { workspace } = useSession();
  const [isOpen, setOpen] = useState(false);
  if (workspace.role === 'VIEWER') return null;
  const close = () => setOpen(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconListNumbers size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Run the whole study
      </Button>
      <Modal.Root opened={isOpen} onClose={close} size="lg">
        <Modal.Overlay />
        <Modal.Content>
          <div className={classes.head}>
            <Modal.Title>The whole study</Modal.Title>
            <Modal.CloseButton aria-label="Close" />
          </div>
          <Modal.Body>
            {versionId ? (
              <WholeStudyForm versionId={versionId} onCancel={close} />
            ) : (
              <OnDataset onCancel={close} />
            )}
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
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
