import type { VerificationFailure, VerificationReport } from '@asterism/db';
import { projectionKind } from '@asterism/ml/params';
import { builder } from '../../builder.ts';
import { ExperimentStatus, ProjectionKindEnum, StageKindEnum } from '../experiments/choices.ts';
import { ExperimentIdInput, ExperimentPayload } from '../experiments/mutations.ts';
import { ProgressType } from '../experiments/results.ts';
import { UserNode } from '../people/schema.ts';
import { cancelVerification, verifyExperiment } from './service.ts';
import { type VerificationView, verification, verificationProgress } from './views.ts';

const VerifiedStage = builder.objectRef<VerificationReport['stages'][number]>('VerifiedStage').implement({
  description: 'A stage that was run again.',
  fields: (t) => ({
    kind: t.expose('kind', { type: StageKindEnum }),
    projection: t.field({
      type: ProjectionKindEnum,
      nullable: true,
      description: 'Of a PROJECT stage.',
      resolve: ({ projection }) => projectionKind.nullable().parse(projection),
    }),
    identical: t.exposeBoolean('identical', {
      description: 'Every blob that it left has the hash that it had.',
    }),
    seconds: t.exposeFloat('seconds', { nullable: true }),
  }),
});

const VerificationFailureType = builder.objectRef<VerificationFailure>('VerificationFailure').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    message: t.exposeString('message'),
    stage: t.expose('stage', {
      type: StageKindEnum,
      nullable: true,
      description: 'Null where the results could not be compared.',
    }),
    retryable: t.exposeBoolean('retryable'),
  }),
});

const VerificationType = builder.objectRef<VerificationView>('Verification').implement({
  description:
    'An experiment run again from its inputs, without any stored stage: whether the same comes out, or how far apart.',
  fields: (t) => ({
    status: t.field({ type: ExperimentStatus, resolve: ({ row }) => row.status }),
    identical: t.boolean({
      nullable: true,
      description: 'Every blob of every stage has the hash that it had. Null until it is known.',
      resolve: ({ report }) => report?.identical,
    }),
    labelAgreement: t.float({
      nullable: true,
      description: 'Adjusted Rand index of the labels then and now: 1 where the groups are the same.',
      resolve: ({ report }) => report?.labelAgreement,
    }),
    largestLatentDifference: t.float({
      nullable: true,
      description: 'Largest absolute difference of a number in the latents.',
      resolve: ({ report }) => report?.largestLatentDifference,
    }),
    differences: t.stringList({
      description:
        'What differs between then and now (implementations, backend, threads, processor, software), and which stage differs first; a sentence each.',
      resolve: ({ report }) => report?.differences ?? [],
    }),
    stages: t.field({
      type: [VerifiedStage],
      description: 'In the order of the chain; empty until there is a report.',
      resolve: ({ report }) => report?.stages ?? [],
    }),
    environment: t.field({
      type: 'JSON',
      description: 'Of the worker that trained it now, as the experiment has that of then; empty until then.',
      resolve: ({ report }) => report?.environment ?? {},
    }),
    failure: t.field({ type: VerificationFailureType, nullable: true, resolve: ({ failure }) => failure }),
    progress: t.field({
      type: ProgressType,
      resolve: (view, _args, context) => verificationProgress(context, view),
    }),
    createdAt: t.field({ type: 'DateTime', resolve: ({ row }) => row.createdAt }),
    startedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ row }) => row.startedAt }),
    finishedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ row }) => row.finishedAt }),
    createdBy: t.field({
      type: UserNode,
      nullable: true,
      description: 'Null where the account is gone.',
      resolve: ({ row }, _args, { loaders }) =>
        row.createdById === null ? null : loaders.user.load(row.createdById),
    }),
  }),
});

builder.prismaObjectField('Experiment', 'verification', (t) =>
  t.field({
    type: VerificationType,
    nullable: true,
    description: 'The newest one; null where it was never verified.',
    resolve: (experiment, _args, context) => verification(context, experiment),
  }),
);

builder.mutationFields((t) => ({
  verifyExperiment: t.field({
    type: ExperimentPayload,
    description:
      'Runs a finished experiment again from its inputs, without any stored stage, to see whether the same comes out. Where that is under way, VERIFICATION_RUNNING comes with the experiment.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: ExperimentIdInput, required: true }) },
    resolve: (_root, { input }, context) => verifyExperiment(context, input.id),
  }),
  cancelVerification: t.field({
    type: ExperimentPayload,
    description: 'Stops the verification of an experiment.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: ExperimentIdInput, required: true }) },
    resolve: (_root, { input }, context) => cancelVerification(context, input.id),
  }),
}));
