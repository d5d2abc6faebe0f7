import { builder } from '../../builder.ts';
import type { Outcome } from '../../problem.ts';
import { ProblemType } from '../problems.ts';
import {
  NameRevisionInput,
  OpenObservationInput,
  RestoreObservationInput,
  SetObservationFieldsInput,
  WriteObservationInput,
} from './inputs.ts';
import { nameRevision } from './nameRevision.ts';
import { openObservation } from './open.ts';
import { restoreObservation } from './restore.ts';
import { RevisionNode } from './revisionSchema.ts';
import type { RevisionRow } from './revisions.ts';
import type { ObservationRow } from './row.ts';
import { ObservationNode } from './schema.ts';
import { setObservationFields } from './setFields.ts';
import { writeObservation } from './write.ts';

export const ObservationPayload = builder.objectRef<Outcome<ObservationRow>>('ObservationPayload').implement({
  fields: (t) => ({
    observation: t.field({ type: ObservationNode, nullable: true, resolve: ({ value }) => value }),
    problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
  }),
});

const RevisionPayload = builder.objectRef<Outcome<RevisionRow>>('RevisionPayload').implement({
  fields: (t) => ({
    revision: t.field({ type: RevisionNode, nullable: true, resolve: ({ value }) => value }),
    problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
  }),
});

builder.mutationFields((t) => ({
  openObservation: t.field({
    type: ObservationPayload,
    description:
      'The observation of a subject, made empty where there is none, so that it can be commented on.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: OpenObservationInput, required: true }) },
    resolve: (_root, { input }, context) => openObservation(context, input.subjectId),
  }),
  writeObservation: t.field({
    type: ObservationPayload,
    description:
      'Makes the text say this, as an edit of the document that everybody has open: what others wrote meanwhile stays. Never refused for being late.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: WriteObservationInput, required: true }) },
    resolve: (_root, { input }, context) => writeObservation(context, input),
  }),
  setObservationFields: t.field({
    type: ObservationPayload,
    description: 'Sets what is said beside the text, in the document that everybody has open.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: SetObservationFieldsInput, required: true }) },
    resolve: (_root, { input }, context) => setObservationFields(context, input),
  }),
  restoreObservation: t.field({
    type: ObservationPayload,
    description:
      'Makes the text say again what it said at a revision, as a new edit; nothing of what came after is lost from the history.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: RestoreObservationInput, required: true }) },
    resolve: (_root, { input }, context) => restoreObservation(context, input),
  }),
  nameRevision: t.field({
    type: RevisionPayload,
    description: 'Gives a revision a name, by which it is found in the history.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: NameRevisionInput, required: true }) },
    resolve: (_root, { input }, context) => nameRevision(context, input),
  }),
}));
