import { formatNumber } from '../../ui/format.ts';
import type { ChannelReport } from './channelReportDocument.ts';

/** One figure of every channel, and how it is drawn. */
export interface Measure {
  name: string;
  /** In a CSV's head. */
  key: string;
  /** What it says, in a sentence. */
  hint: string;
  values: readonly number[];
  /** Where a bar is full. */
  full: number;
  text: (value: number) => string;
  exact: (value: number) => string;
}

const percent = (value: number): string => {
  const shown = value * 100;
  // A share that is not whole is never shown as whole.
  if (shown > 99.5 && shown < 100) return '> 99 %';
  return `${shown > 0 && shown < 0.5 ? '< 1' : Math.round(shown)} %`;
};
const exactPercent = (value: number): string => `${formatNumber(value * 100, 5)} %`;

/** The four figures that the report is made of, in the order they are drawn. */
export function measuresOf(report: ChannelReport): Measure[] {
  return [
    {
      name: 'Share of the variance',
      key: 'explainedVariance',
      hint: 'How much of all that varies lies in the channel.',
      values: report.explainedVariance,
      full: 1,
      text: percent,
      exact: exactPercent,
    },
    {
      name: 'Dynamic range, dB',
      key: 'dynamicRange',
      hint: 'How far it reaches over its noise; noise alone reaches 10.',
      values: report.dynamicRange,
      full: Math.max(40, ...report.dynamicRange),
      text: (value) => formatNumber(value, 2),
      exact: (value) => `${formatNumber(value, 5)} dB`,
    },
    {
      name: 'Entropy, bits',
      key: 'entropy',
      hint: 'Of 8, between limits that all channels share.',
      values: report.entropy,
      full: 8,
      text: (value) => formatNumber(value, 2),
      exact: (value) => `${formatNumber(value, 5)} bits`,
    },
    {
      name: 'Empty pixels',
      key: 'emptyShare',
      hint: 'Those that cannot be told from the background.',
      values: report.emptyShare,
      full: 1,
      text: percent,
      exact: exactPercent,
    },
  ];
}
