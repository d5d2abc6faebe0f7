import { builder } from '../../builder.ts';
import { ExperimentNode } from '../experiments/schema.ts';
import { type FoundHeaders, headerSummary } from './service.ts';
import type { HeaderKeyword, HeaderOfCluster, HeaderSpread } from './summary.ts';

const HeaderSpreadType = builder.objectRef<HeaderSpread>('HeaderSpread').implement({
  description:
    'The values of a keyword in some samples. Of numbers low, median and high; of words the others.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'Samples that have the keyword.' }),
    low: t.exposeFloat('low', { nullable: true }),
    median: t.exposeFloat('median', { nullable: true }),
    high: t.exposeFloat('high', { nullable: true }),
    value: t.exposeString('value', { nullable: true, description: 'The most common one.' }),
    share: t.exposeFloat('share', {
      nullable: true,
      description: 'Of those that have the keyword, with `value`; 0 to 1.',
    }),
  }),
});

const HeaderOfClusterType = builder.objectRef<HeaderOfCluster>('HeaderOfCluster').implement({
  fields: (t) => ({
    label: t.exposeInt('label', { description: '-1 is noise.' }),
    contrast: t.exposeFloat('contrast', {
      description:
        "How far the cluster differs from all other samples, 0 to 1: of numbers the size of Cliff's delta, of words how much more common `value` is.",
    }),
    spread: t.field({ type: HeaderSpreadType, resolve: (row) => row }),
  }),
});

const HeaderKeywordType = builder.objectRef<HeaderKeyword>('HeaderKeyword').implement({
  fields: (t) => ({
    keyword: t.exposeString('keyword'),
    isDate: t.exposeBoolean('isDate', { description: 'Its numbers are milliseconds since 1970.' }),
    all: t.expose('all', { type: HeaderSpreadType }),
    clusters: t.expose('clusters', { type: [HeaderOfClusterType] }),
  }),
});

const HeaderSummaryType = builder.objectRef<FoundHeaders>('HeaderSummary').implement({
  description: 'What the headers of each cluster have in common, against those of all samples.',
  fields: (t) => ({
    sampleCount: t.exposeInt('sampleCount', { description: 'Headers that were read, 2,000 at most.' }),
    totalCount: t.exposeInt('totalCount', { description: 'Samples that were clustered, noise among them.' }),
    constantCount: t.exposeInt('constantCount', {
      description: 'Keywords that have the same value in all samples; they tell no cluster from another.',
    }),
    keywords: t.expose('keywords', {
      type: [HeaderKeywordType],
      description: 'Up to 40 that differ between samples, the one that tells most of any cluster first.',
    }),
  }),
});

builder.prismaObjectField(ExperimentNode, 'headerSummary', (t) =>
  t.field({
    type: HeaderSummaryType,
    nullable: true,
    description: 'Null until there are clusters. Asks the samples: for one experiment, not for lists.',
    resolve: (row, _args, context) => headerSummary(context, row),
  }),
);
