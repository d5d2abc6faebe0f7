import { builder } from '../../builder.ts';
import type { Outcome } from '../../problem.ts';
import { CreateStudyInput, StageKindEnum } from '../experiments/choices.ts';
import { ProblemType } from '../problems.ts';
import { estimateStudy, type StageEstimate, type StudyEstimate } from './service.ts';

const StageEstimateType = builder.objectRef<StageEstimate>('StageEstimate').implement({
  description: 'The stages of one kind and subject that a study needs.',
  fields: (t) => ({
    kind: t.expose('kind', { type: StageKindEnum }),
    subject: t.exposeString('subject', {
      nullable: true,
      description: 'The model, the projection or the clusterer; null where the kind says it all.',
    }),
    count: t.exposeInt('count', { description: 'Different ones: experiments share those that are alike.' }),
    reused: t.exposeInt('reused', { description: 'Those that were run before with the same choices.' }),
    seconds: t.exposeFloat('seconds', {
      nullable: true,
      description: 'Of those that will be run, added up; null where nothing like them was run here yet.',
    }),
  }),
});

const StudyEstimateType = builder.objectRef<StudyEstimate>('StudyEstimate').implement({
  fields: (t) => ({
    experimentCount: t.exposeInt('experimentCount'),
    stages: t.field({
      type: [StageEstimateType],
      description: 'In the order of the chain.',
      resolve: ({ stages }) => stages,
    }),
    seconds: t.float({
      nullable: true,
      description:
        'What remains to be run, one stage after another, by the pace of the most similar past runs of the workspace on a machine of this kind; null where a stage was never run here.',
      resolve: ({ stages }) =>
        stages.reduce<number | null>(
          (sum, { seconds }) => (sum === null || seconds === null ? null : sum + seconds),
          0,
        ),
    }),
    secondsSaved: t.exposeFloat('secondsSaved', {
      description: 'What the reused stages took when they were run.',
    }),
  }),
});

const StudyEstimatePayload = builder.objectRef<Outcome<StudyEstimate>>('StudyEstimatePayload').implement({
  fields: (t) => ({
    estimate: t.field({ type: StudyEstimateType, nullable: true, resolve: ({ value }) => value }),
    problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
  }),
});

builder.queryField('estimateStudy', (t) =>
  t.field({
    type: StudyEstimatePayload,
    authScopes: { signedIn: true },
    description:
      'What createStudy would make of this: how many experiments, which of their stages will be reused, and how long the others will take. An experiment is a study with one of each choice. Records nothing.',
    args: { input: t.arg({ type: CreateStudyInput, required: true }) },
    resolve: (_root, { input }, context) => estimateStudy(context, input),
  }),
);
