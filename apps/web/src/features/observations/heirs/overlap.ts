import { formatCount } from '../../../ui/format.ts';

/** What a Jaccard overlap means: the share of the samples of either cluster that are in both. */
export function overlapSentence(jaccard: number, joined: number, left: number): string {
  const share = Math.round(jaccard * 100);
  if (joined === 0 && left === 0) return 'Both have the same members.';
  const moved = [
    ...(joined > 0 ? [`${formatCount(joined)} joined`] : []),
    ...(left > 0 ? [`${formatCount(left)} left`] : []),
  ];
  return `Of the samples that are in either, ${share} % are in both; ${moved.join(', ')}.`;
}
