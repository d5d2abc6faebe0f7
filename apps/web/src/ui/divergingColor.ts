// Red and blue of ColorBrewer's RdBu, which colour-blind readers tell apart; white at zero in both themes.
const NEGATIVE = [178, 24, 43] as const;
const POSITIVE = [33, 102, 172] as const;

/** The colour of a value from -1 to 1 on a diverging map: red below zero, white at it, blue above. */
export const divergingColor = (value: number): string => `rgb(${mix(value).join(' ')})`;

// Where black and white stand out equally, at 4.6 to 1 (WCAG 2.2); with any softer ink there are colours on which neither reads.
const MIDDLE_LUMINANCE = 0.179;

/** What is written on such a colour. */
export const inkOnDiverging = (value: number): string =>
  luminance(mix(value)) > MIDDLE_LUMINANCE ? '#000000' : '#ffffff';

function mix(value: number): number[] {
  const amount = Math.min(Math.abs(value), 1);
  const end = value < 0 ? NEGATIVE : POSITIVE;
  return end.map((channel) => Math.round(255 + (channel - 255) * amount));
}

function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
