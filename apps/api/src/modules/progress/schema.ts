import type { Activity } from '@asterism/db';
import { membershipById } from '../../auth/caller.ts';
import { builder, rowId } from '../../builder.ts';
import { refusal } from '../../errors.ts';
import { DatasetVersionNode } from '../datasets/schema.ts';
import { EpochMetricsType } from '../experiments/results.ts';
import { ExperimentNode } from '../experiments/schema.ts';
import { UserNode } from '../people/schema.ts';
import { StudyNode } from '../studies/schema.ts';
import { watchActivity } from './activity.ts';
import type { ActivityChange, ExperimentChange, VersionChange } from './eventStream.ts';
import { watchExperiment, watchWorkspace } from './service.ts';
import { watchStudy } from './studies.ts';
import { watchVersion } from './versions.ts';

const ExperimentEvent = builder.objectRef<ExperimentChange>('ExperimentEvent').implement({
  description: 'An experiment as it is now. With reset = true changes were missed: read everything again.',
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
    'A data set version as it is now. With reset = true changes were missed: read everything again.',
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

interface StudyChange extends Pick<ExperimentChange, 'sequence' | 'reset' | 'workspaceId'> {
  studyId: string;
}

const StudyEvent = builder.objectRef<StudyChange>('StudyEvent').implement({
  description: 'A study as it is now. With reset = true changes were missed: read everything again.',
  fields: (t) => ({
    sequence: t.exposeInt('sequence'),
    reset: t.exposeBoolean('reset'),
    study: t.field({
      type: StudyNode,
      resolve: ({ studyId, workspaceId }, _args, { caller, loaders }) => {
        if (!membershipById(caller, workspaceId)) throw refusal.unauthenticated();
        return loaders.study.load(studyId);
      },
    }),
  }),
});

type ActivityAsItIs = ActivityChange &
  Pick<Activity, 'at' | 'actorId' | 'verb' | 'subjectType' | 'subjectId' | 'sentence'>;

const ActivityEvent = builder.objectRef<ActivityAsItIs>('ActivityEvent').implement({
  description:
    'What somebody did. With reset = true changes were missed: this is the last thing done, read everything again.',
  fields: (t) => ({
    sequence: t.exposeInt('sequence'),
    reset: t.exposeBoolean('reset'),
    at: t.expose('at', { type: 'DateTime' }),
    actor: t.field({
      type: UserNode,
      nullable: true,
      resolve: ({ actorId }, _args, { loaders }) => (actorId === null ? null : loaders.user.load(actorId)),
    }),
    verb: t.exposeString('verb'),
    subject: t.node({
      description: 'Null where it is gone.',
      id: ({ subjectType, subjectId }) => ({ type: subjectType, id: subjectId }),
    }),
    sentence: t.exposeString('sentence'),
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
  studyProgress: t.field({
    type: StudyEvent,
    description: 'Starts with the study as it is, or, where something was missed since `since`, with that.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true }), since: t.arg.int({ description: SINCE }) },
    subscribe: (_root, { id, since }, context) => watchStudy(context, id, since ?? null),
    resolve: ({ sequence, reset, workspaceId }: ExperimentChange, { id }) => ({
      sequence,
      reset,
      workspaceId,
      studyId: rowId('Study', id) ?? '',
    }),
  }),
  activity: t.field({
    type: ActivityEvent,
    description: 'What members do from now on, after what was missed since `since`.',
    authScopes: { signedIn: true },
    args: { workspace: t.arg.string({ required: true }), since: t.arg.int({ description: SINCE }) },
    subscribe: (_root, { workspace, since }, context) => watchActivity(context, workspace, since ?? null),
    resolve: async (change: ActivityChange, _args, { caller, services: { db } }) => {
      if (!membershipById(caller, change.workspaceId)) throw refusal.unauthenticated();
      const { activityId } = change;
      return { ...change, ...(await db.activity.findUniqueOrThrow({ where: { id: BigInt(activityId) } })) };
    },
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
