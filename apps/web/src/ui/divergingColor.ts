// Red and blue of ColorBrewer's RdBu, which colour-blind readers tell apart; white at zero in both themes.
const NEGATIVE = [178, 24, 43] as const;
const POSITIVE = [33, 102, 172] as const;

/** The colour of a value from -1 to 1 on a diverging map: red below zero, white at it, blue above. */
export function divergingColor(value: number): string {
  const amount = Math.min(Math.abs(value), 1);
  const end = value < 0 ? NEGATIVE : POSITIVE;
  return `rgb(${end.map((channel) => Math.round(255 + (channel - 255) * amount)).join(' ')})`;
}

/** What is written on such a colour: dark on light, light on dark, at 4.5 to 1 or more. */
export const inkOnDiverging = (value: number): string => (Math.abs(value) > 0.68 ? '#ffffff' : '#1d1c1a');
