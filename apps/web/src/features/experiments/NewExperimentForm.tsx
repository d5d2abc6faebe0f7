'use client';

import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import type { CreateExperimentHereMutation } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { Panel } from '../../ui/Panel.tsx';
import { PreviewPanel } from '../preview/PreviewPanel.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { ChannelFields } from './ChannelFields.tsx';
import { ClusterFields } from './ClusterFields.tsx';
import { ModelFields } from './ModelFields.tsx';
import classes from './NewExperimentPage.module.css';
import type { Algorithms, ReadyVersion } from './NewExperimentPage.tsx';
import {
  chosenChannels,
  type NewExperimentValues,
  problemAt,
  type Recommended,
  recommendedForm,
  recommendedPreparation,
  toInput,
} from './newExperiment.ts';
import { PreparationFields } from './PreparationFields.tsx';
import { ProjectionFields } from './ProjectionFields.tsx';
import { Submit } from './Submit.tsx';

const CREATE = graphql(`
  mutation CreateExperimentHere($input: CreateExperimentInput!) {
    createExperiment(input: $input) {
      experiment {
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

export type Problem = CreateExperimentHereMutation['createExperiment']['problems'][number];
export type ExperimentForm = ReturnType<typeof useForm<NewExperimentValues>>;
/** What is wrong at a place of the input, if anything. */
export type WrongAt = (...place: string[]) => string | undefined;

interface NewExperimentFormProps {
  version: ReadyVersion;
  versions: readonly ReadyVersion[];
  algorithms: Algorithms;
  recommended: Recommended;
  /** Why that is recommended, in words. */
  reason: string | undefined;
}

/** The choices, part by part, and beside them what will be run. */
export function NewExperimentForm(props: NewExperimentFormProps) {
  const { version, versions, algorithms, recommended, reason } = props;
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const router = useRouter();
  const [search, change] = useSearchState();
  const form = useForm<NewExperimentValues>({
    initialValues: {
      ...recommendedForm(recommended, version.sampleCount),
      channels: chosenChannels(
        version.channelCount,
        recommended.preprocessing.channels,
        search.get('channels'),
      ),
    },
  });
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [{ fetching }, create] = useMutation(CREATE);
  const wrong: WrongAt = (...place) => problemAt(problems, ...place);

  const submit = async () => {
    const { data, error } = await create({ input: toInput(form.values, workspace.slug, version.id) });
    const made = data?.createExperiment.experiment;
    if (made) return router.push(to(`/experiments/${encodeURIComponent(made.id)}`));
    setProblems(
      data?.createExperiment.problems ?? [
        { code: 'FAILED', message: error?.message ?? 'The server gave no answer.', path: null },
      ],
    );
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={classes.parts}>
        <Panel title="1 · Data">
          <div className={classes.fields}>
            <Select
              label="Data set"
              value={version.id}
              data={versions.map(({ id, label }) => ({ value: id, label }))}
              onChange={(value) => change({ version: value, dataset: null })}
            />
            <TextInput
              label="Name"
              placeholder="Left empty, it is named after its choices"
              {...form.getInputProps('name')}
              error={wrong('name')}
            />
          </div>
          <ChannelFields
            version={version}
            chosen={form.values.channels}
            error={wrong('preprocessing', 'channels')}
            onChange={(channels) => form.setFieldValue('channels', channels)}
          />
          {reason && (
            <p className={classes.reason}>
              <strong>Set as recommended for these data.</strong> {reason}
            </p>
          )}
        </Panel>
        <PreparationFields form={form} wrong={wrong} />
        <PreviewPanel
          version={version}
          preparation={form.values}
          onReset={() => form.setValues(recommendedPreparation(recommended))}
        />
        <ModelFields form={form} wrong={wrong} algorithms={algorithms} recommended={recommended} />
        <ClusterFields form={form} wrong={wrong} algorithms={algorithms} sampleCount={version.sampleCount} />
        <ProjectionFields form={form} wrong={wrong} algorithms={algorithms} />
      </div>
      <Submit version={version} values={form.values} problems={problems} isSending={fetching} />
    </form>
  );
}
