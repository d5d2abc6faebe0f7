import type { Experiment } from '@asterism/db';
import { builder } from '../../builder.ts';
import type { Outcome, Problem } from '../../problem.ts';
import { ProblemType } from '../problems.ts';
import { cancelExperiment } from './cancel.ts';
import { CreateExperimentInput } from './choices.ts';
import { createExperiment } from './create.ts';
import { editExperiments } from './edit.ts';
import { retryExperiment } from './retry.ts';
import { ExperimentNode } from './schema.ts';

export const ExperimentIdInput = builder.inputType('ExperimentIdInput', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});

export const ExperimentPayload = builder
  .objectRef<{ value: Experiment | null; problems: Problem[] }>('ExperimentPayload')
  .implement({
    fields: (t) => ({
      experiment: t.field({ type: ExperimentNode, nullable: true, resolve: ({ value }) => value }),
      problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
    }),
  });

const EditExperimentsInput = builder.inputType('EditExperimentsInput', {
  fields: (t) => ({
    ids: t.idList({ required: true, description: 'At most 200.' }),
    name: t.string({ description: 'For one experiment alone.' }),
    notes: t.string({ description: 'Null takes them away.' }),
    addTags: t.stringList(),
    removeTags: t.stringList(),
    archived: t.boolean(),
  }),
});

const ExperimentsPayload = builder.objectRef<Outcome<Experiment[]>>('ExperimentsPayload').implement({
  fields: (t) => ({
    experiments: t.field({
      type: [ExperimentNode],
      description: 'In the order asked for; none where there are problems.',
      resolve: ({ value }) => value ?? [],
    }),
    problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
  }),
});

builder.mutationFields((t) => ({
  editExperiments: t.field({
    type: ExperimentsPayload,
    description: 'Changes name, tags, notes and archived of all of them or none; never what was run.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: EditExperimentsInput, required: true }) },
    resolve: (_root, { input }, context) => editExperiments(context, input),
  }),
  createExperiment: t.field({
    type: ExperimentPayload,
    description: 'Records an experiment and has it run. Stages that were run before are reused.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: CreateExperimentInput, required: true }) },
    resolve: (_root, { input }, context) => createExperiment(context, input),
  }),
  cancelExperiment: t.field({
    type: ExperimentPayload,
    description: 'Stops an experiment; a stage that another experiment needs goes on.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: ExperimentIdInput, required: true }) },
    resolve: (_root, { input }, context) => cancelExperiment(context, input.id),
  }),
  retryExperiment: t.field({
    type: ExperimentPayload,
    description: 'Runs a failed or cancelled experiment again from where it stopped.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: ExperimentIdInput, required: true }) },
    resolve: (_root, { input }, context) => retryExperiment(context, input.id),
  }),
}));
