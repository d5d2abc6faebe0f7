import { builder } from '../../builder.ts';
import { ConfidenceEnum, ObservationKindEnum } from './filter.ts';

const SUBJECT = 'A cluster, experiment, study or comparison.';

export const OpenObservationInput = builder.inputType('OpenObservationInput', {
  fields: (t) => ({ subjectId: t.id({ required: true, description: SUBJECT }) }),
});

export const WriteObservationInput = builder.inputType('WriteObservationInput', {
  fields: (t) => ({
    subjectId: t.id({ required: true, description: SUBJECT }),
    markdown: t.string({
      required: true,
      description:
        'The whole text as it is to be. #17 is a sample, E-42 an experiment, @Ada a member of that name.',
    }),
    baseRevision: t.int({
      description:
        'The revision that the text was made from: what changed since then is kept beside it. Left out: the text as it is now.',
    }),
  }),
});

export const SetObservationFieldsInput = builder.inputType('SetObservationFieldsInput', {
  description: 'What is left out stays; null or an empty list takes away.',
  fields: (t) => ({
    subjectId: t.id({ required: true, description: SUBJECT }),
    label: t.string(),
    confidence: t.field({ type: ConfidenceEnum }),
    kind: t.field({ type: ObservationKindEnum }),
    tags: t.stringList(),
    representativeIds: t.idList({ description: 'Samples of the data set version.' }),
    counterExampleIds: t.idList({ description: 'Samples of the data set version.' }),
  }),
});

export const RestoreObservationInput = builder.inputType('RestoreObservationInput', {
  fields: (t) => ({
    observationId: t.id({ required: true }),
    revision: t.int({ required: true, description: 'Its number.' }),
  }),
});

export const NameRevisionInput = builder.inputType('NameRevisionInput', {
  fields: (t) => ({
    id: t.id({ required: true, description: 'Of a revision.' }),
    name: t.string({ description: 'Null takes the name away.' }),
  }),
});
