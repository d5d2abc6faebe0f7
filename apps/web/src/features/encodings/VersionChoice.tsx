'use client';

import { Button, Popover, Select } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { EncodableVersionsQuery } from '../../gql/graphql.ts';
import { formatCount } from '../../ui/format.ts';
import { ErrorState } from '../../ui/States.tsx';
import { useSession } from '../session/session.tsx';
import { ENCODE, VERSIONS } from './encodingDocuments.ts';
import classes from './NewImages.module.css';

interface VersionChoiceProps {
  experiment: { id: string; datasetVersion?: { id: string } | null };
  onStarted: () => void;
}

/** Encodes the samples of another data set version instead of files. */
export function VersionChoice({ experiment, onStarted }: VersionChoiceProps) {
  const { workspace } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ data, error }] = useQuery({
    query: VERSIONS,
    variables: { workspace: workspace.slug },
    pause: !isOpen,
    requestPolicy: 'cache-and-network',
  });
  const [{ fetching }, encode] = useMutation(ENCODE);
  const start = async () => {
    const answer = await encode({ input: { experimentId: experiment.id, datasetVersionId: chosen } });
    const found = answer.error?.message ?? answer.data?.encodeImages.problems[0]?.message ?? null;
    setProblem(found);
    if (found) return;
    setIsOpen(false);
    onStarted();
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          size="xs"
          px={8}
          leftSection={<IconDatabase size={14} aria-hidden />}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          Use a data set
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.choice}>
          <Select
            label="Data set version"
            size="xs"
            searchable
            nothingFoundMessage="There is none of this name"
            comboboxProps={{ withinPortal: false }}
            data={optionsOf(data, experiment.datasetVersion?.id)}
            value={chosen}
            onChange={setChosen}
          />
          {(problem ?? error?.message) && <ErrorState message={problem ?? error?.message ?? ''} />}
          <Button size="xs" disabled={chosen === null} loading={fetching} onClick={start}>
            Encode its samples
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function optionsOf(data: EncodableVersionsQuery | undefined, ownId: string | undefined) {
  return (data?.datasets?.edges ?? []).flatMap(({ node: { name, versions } }) =>
    (versions?.edges ?? []).flatMap(({ node: { id, number, status, sampleCount } }) =>
      status === 'READY' && id !== ownId
        ? { value: id, label: `${name}, version ${number} (${formatCount(sampleCount)} samples)` }
        : [],
    ),
  );
}
