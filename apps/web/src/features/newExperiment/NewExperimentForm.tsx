'use client';

import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { useSearchState } from '../../api/useSearchState.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Loading } from '../../ui/States.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { ChannelFields } from './ChannelFields.tsx';
import { Choice } from './Choice.tsx';
import { ClusterFields } from './ClusterFields.tsx';
import { changesSince, type Origin } from './changes.ts';
import { type Draft, dropDraft, keepDraft, keptDraft } from './draft.ts';
import type { PartProps } from './fieldTexts.tsx';
import { toStudyInput } from './inputs.ts';
import { ModelFields } from './ModelFields.tsx';
import classes from './NewExperiment.module.css';
import type { Algorithms, ReadyVersion } from './newExperimentDocuments.ts';
import { PreparationFields } from './PreparationFields.tsx';
import { ProjectionFields } from './ProjectionFields.tsx';
import { problemAt } from './problems.ts';
import type { ScriptLanguage } from './ScriptPanel.tsx';
import { Summary } from './Summary.tsx';
import { useEstimate } from './useEstimate.ts';
import { useStart } from './useStart.ts';
import type { FormValues, Recommended } from './values.ts';

// What draws pixels comes after the fields can be filled in.
const FormPreview = dynamic(() => import('./FormPreview.tsx').then((module) => module.FormPreview), {
  ssr: false,
  loading: () => <Loading height={420} />,
});

// The YAML library is fetched when somebody wants to see YAML.
const ScriptPanel = dynamic(() => import('./ScriptPanel.tsx').then((module) => module.ScriptPanel), {
  loading: () => <Loading height={320} />,
});

interface NewExperimentFormProps {
  version: ReadyVersion;
  versions: readonly ReadyVersion[];
  algorithms: Algorithms;
  recommended: Recommended;
  /** Why that is set, in words. */
  reason: string | undefined;
  origin: Origin;
  /** Where what is typed is kept. */
  draft: Draft;
  /** Opens it again, as it is kept. */
  onReopen(): void;
}

/** The choices, part by part, and beside them what will be run. */
export function NewExperimentForm(props: NewExperimentFormProps) {
  const { version, versions, algorithms, recommended, reason, origin, draft, onReopen } = props;
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const router = useRouter();
  const [search, change] = useSearchState();
  const [opened] = useState(() => keptDraft(localStorage, draft) ?? origin.values);
  const form = useForm<FormValues>({ initialValues: opened });
  const { values } = form;
  const estimate = useEstimate(toStudyInput(values, workspace.slug, version.id));
  const { start, isStarting, refused } = useStart(values, version.id);
  // What was refused holds until something is changed, and then what the estimate says.
  const problems = refused.length > 0 ? refused : estimate.problems;
  const changes = useMemo(() => changesSince(origin, values), [origin, values]);
  const isChanged = values !== origin.values && JSON.stringify(values) !== JSON.stringify(origin.values);
  useEffect(() => {
    if (isChanged) keepDraft(localStorage, draft, values, Date.now());
    else dropDraft(localStorage, draft);
  }, [draft, values, isChanged]);

  const part: PartProps = {
    form,
    wrong: (...place) => problemAt(problems, values, ...place),
    was: (place) => {
      const was = changes.get(place);
      if (was === undefined) return undefined;
      return origin.name ? `Changed: ${was} in ${origin.name}.` : `Changed: ${was} is recommended.`;
    },
  };
  const submit = async () => {
    const path = await start();
    if (!path) return;
    dropDraft(localStorage, draft);
    router.push(to(path));
  };
  const script = search.get('as');
  const showScript = (language: ScriptLanguage | null) => change({ as: language });
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
              error={part.wrong('name')}
            />
          </div>
          <div className={classes.fields}>
            <Choice
              label="Make"
              hint={
                values.isStudy
                  ? 'Choose several normalisations, models, clusterers, k or seeds: every combination becomes an experiment.'
                  : 'One choice of each.'
              }
            >
              <SegmentedControl
                aria-label="Make"
                size="sm"
                data={[
                  { value: 'EXPERIMENT', label: 'One experiment' },
                  { value: 'STUDY', label: 'A study' },
                ]}
                value={values.isStudy ? 'STUDY' : 'EXPERIMENT'}
                onChange={(made) => form.setFieldValue('isStudy', made === 'STUDY')}
              />
            </Choice>
          </div>
          <ChannelFields
            version={version}
            chosen={values.channels}
            was={part.was('channels')}
            error={part.wrong('preprocessings', 0, 'channels')}
            onChange={(channels) => form.setFieldValue('channels', channels)}
          />
          {reason && (
            <p className={classes.reason}>
              <strong>
                {origin.name ? `Set as in ${origin.name}.` : 'Set as recommended for these data.'}
              </strong>{' '}
              {reason}
            </p>
          )}
        </Panel>
        <PreparationFields {...part} />
        <FormPreview form={form} version={version} opened={origin.values} />
        <ModelFields {...part} algorithms={algorithms} recommended={recommended} />
        <ClusterFields {...part} algorithms={algorithms} sampleCount={version.sampleCount} />
        <ProjectionFields {...part} algorithms={algorithms} />
        {(script === 'yaml' || script === 'graphql') && (
          <ScriptPanel
            language={script}
            values={values}
            workspace={workspace.slug}
            version={version}
            recommended={recommended}
            onLanguage={showScript}
            onTakeOver={(taken) => {
              keepDraft(localStorage, draft, taken, Date.now());
              onReopen();
            }}
            onClose={() => showScript(null)}
          />
        )}
      </div>
      <Summary
        values={values}
        origin={origin}
        changes={changes}
        problems={problems}
        estimate={estimate}
        isSending={isStarting}
        isChanged={isChanged}
        onStartAfresh={() => {
          dropDraft(localStorage, draft);
          onReopen();
        }}
        onShowScript={showScript}
      />
    </form>
  );
}
