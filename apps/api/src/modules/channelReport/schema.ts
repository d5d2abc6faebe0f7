import { type ChannelReportRecord, channelReport, type DatasetVersion } from '@asterism/db';
import { builder } from '../../builder.ts';

type ChannelReport = Extract<ChannelReportRecord, { report: unknown }>['report'];

const ChannelReportType = builder.objectRef<ChannelReport>('ChannelReport').implement({
  description:
    'How the channels of a version relate and what each holds, over all samples; lists have a number for each channel.',
  fields: (t) => ({
    sampleCount: t.exposeInt('sampleCount', { description: 'Samples that were measured.' }),
    correlation: t.field({
      type: t.listRef(t.listRef('Float')),
      description: "(channels, channels), Pearson's, averaged over the samples by Fisher's z.",
      resolve: ({ correlation }) => correlation,
    }),
    explainedVariance: t.exposeFloatList('explainedVariance', {
      description: "Each channel's share of the variance, 0 to 1.",
    }),
    componentVariance: t.exposeFloatList('componentVariance', {
      description:
        "Each principal component's share of the variance, the greatest first: how many directions the channels fill. Not in the order of the channels.",
    }),
    emptyShare: t.exposeFloatList('emptyShare', {
      description: 'Share of pixels that cannot be told from the background, or that are not finite.',
    }),
    entropy: t.exposeFloatList('entropy', {
      description: 'Bits, 0 to 8, on 256 levels between limits that all channels of a sample share.',
    }),
    dynamicRange: t.exposeFloatList('dynamicRange', {
      description: 'How far the channel reaches from its background, in decibels over its noise.',
    }),
    constantShare: t.exposeFloatList('constantShare', {
      description: 'Share of the samples in which the channel has one value, or none.',
    }),
    keep: t.exposeIntList('keep', { description: 'Channels to train on; a new experiment takes these.' }),
    summary: t.exposeString('summary', { description: 'Which to keep and why, with the numbers.' }),
  }),
});

const NOT_READY = 'The channels are compared when the last sample is in.';
const OF_OLD = 'The version was made by an earlier release, which did not measure channels.';

const recordOf = ({ status, channelReport: stored }: DatasetVersion): ChannelReportRecord =>
  stored === null ? { reason: status === 'READY' ? OF_OLD : NOT_READY } : channelReport.parse(stored);

builder.prismaObjectFields('DatasetVersion', (t) => ({
  channelReport: t.field({
    type: ChannelReportType,
    nullable: true,
    description: 'Null where there is none; `channelReportReason` says why.',
    resolve: (version) => {
      const record = recordOf(version);
      return 'report' in record ? record.report : null;
    },
  }),
  channelReportReason: t.string({
    nullable: true,
    description: 'Why there is no channel report, in a sentence; null where there is one.',
    resolve: (version) => {
      const record = recordOf(version);
      return 'reason' in record ? record.reason : null;
    },
  }),
}));
