/** What the choice of channels stands on; see ChannelReport. */
export interface ChannelMeasures {
  correlation: readonly (readonly number[])[];
  explainedVariance: readonly number[];
  emptyShare: readonly number[];
  dynamicRange: readonly number[];
  constantShare: readonly number[];
}

/** Two channels alike to here tell at least 96 % (r squared) of each other's variance: the second adds next to nothing. */
export const ALIKE = 0.98;
/** A compact source covers few pixels and is still seen: an empty channel must be dim as well. */
export const EMPTY_SHARE = 0.95;
/** In decibels: what stays below ten times its noise. The extremes of noise alone reach 10 dB. */
export const EMPTY_RANGE = 20;
/** A channel that is one value in so many samples has nothing to tell them apart by. */
export const CONSTANT_SHARE = 0.5;
const NAMED_AT_MOST = 8;

/**
 * Which channels to keep, and why in a sentence. From the channel with the most variance down, a channel is left out if
 * - it has one value in half of the samples or more; or
 * - it is nearly empty: 95 % of its pixels cannot be told from the background, and nothing reaches 20 dB over its noise; or
 * - it repeats one that is kept: |r| of .98 or more.
 * Of channels that are all empty, or all constant, the one with the most variance is kept.
 */
export function recommendChannels(measures: ChannelMeasures): { keep: number[]; summary: string } {
  const order = measures.explainedVariance
    .map((share, channel) => ({ share, channel }))
    .sort((a, b) => b.share - a.share || a.channel - b.channel)
    .map(({ channel }) => channel);
  const keep: number[] = [];
  const leave: { channel: number; reason: string }[] = [];
  for (const channel of order) {
    const reason = emptyReason(measures, channel) ?? repeatReason(measures, channel, keep);
    if (reason) leave.push({ channel, reason });
    else keep.push(channel);
  }
  leave.sort((a, b) => a.channel - b.channel);
  if (keep.length === 0) return { keep: [order[0]!], summary: allEmpty(order[0]!, order.length) };
  keep.sort((a, b) => a - b);
  return { keep, summary: sentence(measures, { keep, leave, strongest: order[0]! }) };
}

function emptyReason(
  { emptyShare, dynamicRange, constantShare }: ChannelMeasures,
  channel: number,
): string | null {
  const constant = constantShare[channel]!;
  if (constant === 1) return 'has one value everywhere';
  if (constant >= CONSTANT_SHARE) return `has one value in ${percent(constant)} of the samples`;
  if (emptyShare[channel]! < EMPTY_SHARE || dynamicRange[channel]! >= EMPTY_RANGE) return null;
  return `is nearly empty (${percent(emptyShare[channel]!)} of its pixels are noise)`;
}

function repeatReason(
  { correlation }: ChannelMeasures,
  channel: number,
  kept: readonly number[],
): string | null {
  const alike = kept
    .map((other) => ({ other, r: correlation[channel]![other]! }))
    .sort((a, b) => Math.abs(b.r) - Math.abs(a.r))[0];
  return alike && Math.abs(alike.r) >= ALIKE ? `repeats ${alike.other} (r = ${score(alike.r)})` : null;
}

interface Choice {
  keep: readonly number[];
  leave: readonly { channel: number; reason: string }[];
  /** The channel with the most variance. */
  strongest: number;
}

function sentence({ explainedVariance }: ChannelMeasures, { keep, leave, strongest }: Choice): string {
  const share = percent(explainedVariance[strongest]!);
  if (keep.length + leave.length === 1) return 'Keep 0: there is no other channel, and it is not empty.';
  const carries = `${strongest} carries ${share} of the variance`;
  if (leave.length === 0) {
    const all = keep.length === 2 ? 'both channels' : `all ${keep.length} channels`;
    return `Keep ${all}: ${carries}; none repeats another and none is empty.`;
  }
  const named = leave.slice(0, NAMED_AT_MOST).map(({ channel, reason }) => `${channel} ${reason}`);
  const more = leave.length - named.length;
  const rest = more > 0 ? [...named, `${more} more are empty or repeat another`] : named;
  return `Keep ${list(keep)}: ${[carries, ...rest].join('; ')}.`;
}

function allEmpty(kept: number, count: number): string {
  if (count === 1)
    return 'Keep 0: there is no other channel, but it is nearly empty; look whether these are the right data.';
  return `Every channel is nearly empty; ${kept}, which varies most, is kept. Look whether these are the right data.`;
}

/** 0, 1 and 2 */
function list(channels: readonly number[]): string {
  const shown = channels.slice(0, NAMED_AT_MOST);
  if (channels.length > shown.length) return `${shown.join(', ')} and ${channels.length - shown.length} more`;
  return shown.length === 1 ? `${shown[0]}` : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** 71 %, and never 100 % of what is not whole. */
function percent(share: number): string {
  const whole = Math.round(share * 100);
  return whole === 100 && share < 1 ? 'over 99 %' : `${whole} %`;
}

/** .99, and never 1 of what is not one; a minus sign where it is below zero. */
function score(r: number): string {
  const hundredths = Math.min(Math.floor(Math.abs(r) * 100 + 1e-9), 99);
  return `${r < 0 ? '\u2212' : ''}.${String(hundredths).padStart(2, '0')}`;
}
