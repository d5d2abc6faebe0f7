import { membershipById } from '../../auth/caller.ts';
import { builder } from '../../builder.ts';
import { refusal } from '../../errors.ts';
import { DatasetVersionNode } from '../datasets/schema.ts';
import { EpochMetricsType } from '../experiments/results.ts';
import { ExperimentNode } from '../experiments/schema.ts';
import type { ExperimentChange, VersionChange } from './eventStream.ts';
import { watchExperiment, watchWorkspace } from './service.ts';
import { watchVersion } from './versions.ts';

const ExperimentEvent = builder.objectRef<ExperimentChange>('ExperimentEvent').implement({
  description:
    'An experiment as it is now. With reset = true the client was away for longer than events are kept: read everything again.',
  fields: (t) => ({
    sequence: t.exposeInt('sequence'),
    reset: t.exposeBoolean('reset'),
    experiment: t.field({
      type: ExperimentNode,
      resolve: ({ experimentId, workspaceId }, _args, { caller, loaders }) => {
        // Who was let in when the subscription began may have been shown out since.
        if (!membershipById(caller, workspaceId)) throw refusal.unauthenticated();
        return loaders.experiment.load(experimentId);
      },
    }),
    epoch: t.expose('epoch', { type: EpochMetricsType, nullable: true }),
  }),
});

const DatasetVersionEvent = builder.objectRef<VersionChange>('DatasetVersionEvent').implement({
  description:
    'A data set version as it is now. With reset = true the client was away for longer than events are kept: read everything again.',
  fields: (t) => ({
    sequence: t.exposeInt('sequence'),
    reset: t.exposeBoolean('reset'),
    version: t.field({
      type: DatasetVersionNode,
      resolve: ({ versionId, workspaceId }, _args, { caller, loaders }) => {
        if (!membershipById(caller, workspaceId)) throw refusal.unauthenticated();
        return loaders.version.load(versionId);
      },
    }),
  }),
});

const SINCE = 'The last sequence number that the client saw: it then gets what it missed.';

builder.subscriptionFields((t) => ({
  experimentProgress: t.field({
    type: ExperimentEvent,
    description: 'Starts with the experiment as it is, or with what was missed since `since`.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true }), since: t.arg.int({ description: SINCE }) },
    subscribe: (_root, { id, since }, context) => watchExperiment(context, id, since ?? null),
    resolve: (change: ExperimentChange) => change,
  }),
  workspaceProgress: t.field({
    type: ExperimentEvent,
    description:
      'Every experiment of the workspace. Starts with what changed in the last half minute, or with what was missed since `since`.',
    authScopes: { signedIn: true },
    args: { workspace: t.arg.string({ required: true }), since: t.arg.int({ description: SINCE }) },
    subscribe: (_root, { workspace, since }, context) => watchWorkspace(context, workspace, since ?? null),
    resolve: (change: ExperimentChange) => change,
  }),
  versionProgress: t.field({
    type: DatasetVersionEvent,
    description: 'Starts with the version as it is, or, where something was missed since `since`, with that.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true }), since: t.arg.int({ description: SINCE }) },
    subscribe: (_root, { id, since }, context) => watchVersion(context, id, since ?? null),
    resolve: (change: VersionChange) => change,
  }),
}));
