import { inkOn } from './inkOn.ts';

// Red and blue of ColorBrewer's RdBu, which colour-blind readers tell apart; white at zero in both themes.
const NEGATIVE = [178, 24, 43] as const;
const POSITIVE = [33, 102, 172] as const;

/** The colour of a value from -1 to 1 on a diverging map: red below zero, white at it, blue above. */
export const divergingColor = (value: number): string => `rgb(${mix(value).join(' ')})`;

/** What is written on such a colour. */
export const inkOnDiverging = (value: number): string => inkOn(mix(value));

function mix(value: number): number[] {
  const amount = Math.min(Math.abs(value), 1);
  const end = value < 0 ? NEGATIVE : POSITIVE;
  return end.map((channel) => Math.round(255 + (channel - 255) * amount));
}
