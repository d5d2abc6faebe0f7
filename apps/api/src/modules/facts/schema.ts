import { builder } from '../../builder.ts';
import { FACT_SOURCES, type FactValues, SAMPLES_MAXIMUM, type ToldFact, WORDS_MAXIMUM } from './fact.ts';
import { factValues } from './factValues.ts';
import { LOOKED_AT, listFacts } from './listFacts.ts';

const FactSourceEnum = builder.enumType('FactSource', {
  description: 'Where a fact of a sample comes from: its header, a catalogue, or its picture.',
  values: FACT_SOURCES,
});

const SampleFactType = builder.objectRef<ToldFact>('SampleFact').implement({
  description: 'Something that is known of each sample by itself, before anything is learnt.',
  fields: (t) => ({
    source: t.expose('source', { type: FactSourceEnum }),
    name: t.exposeString('name', { description: 'A header keyword, a column, or a measurement.' }),
    unit: t.exposeString('unit', { nullable: true }),
    isNumeric: t.exposeBoolean('isNumeric', { description: 'Else it is words.' }),
  }),
});

const FactValuesType = builder.objectRef<FactValues>('FactValues').implement({
  fields: (t) => ({
    unit: t.exposeString('unit', { nullable: true }),
    isDate: t.exposeBoolean('isDate', { description: 'Values are milliseconds since 1970, UTC.' }),
    words: t.exposeStringList('words', {
      nullable: true,
      description: `Null of numbers. The most frequent first, at most ${WORDS_MAXIMUM}.`,
    }),
    values: t.field({
      type: 'JSON',
      description:
        'A list by ID number: numbers, or places in `words` (-1: another word); null where a sample has no value.',
      resolve: ({ values }) => values,
    }),
  }),
});

builder.prismaObjectFields('DatasetVersion', (t) => ({
  facts: t.field({
    type: [SampleFactType],
    description: `What can be asked of \`factValues\`: columns of the catalogue, measurements, and the header keywords of up to ${LOOKED_AT} samples, evenly apart.`,
    resolve: ({ id, sampleCount }, _args, context) => listFacts(context, { versionId: id, sampleCount }),
  }),
  factValues: t.field({
    type: FactValuesType,
    description: `One fact of every sample; of repeated header cards the first counts. For versions of up to ${SAMPLES_MAXIMUM} samples.`,
    args: {
      source: t.arg({ type: FactSourceEnum, required: true }),
      name: t.arg.string({ required: true }),
      channel: t.arg.int({
        defaultValue: 0,
        description: 'The one that measurements of the picture are of.',
      }),
    },
    resolve: ({ id, sampleCount }, { source, name, channel }, context) =>
      factValues(context, { versionId: id, sampleCount, source, name, channel: channel ?? 0 }),
  }),
}));
