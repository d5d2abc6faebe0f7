// Where black and white stand out equally, at 4.6 to 1 (WCAG 2.2); with any softer ink there are colours on which neither reads.
const MIDDLE_LUMINANCE = 0.179;

/** What is written on a colour of red, green and blue, 0 to 255: black or white. */
export const inkOn = (channels: ArrayLike<number>): string =>
  luminance(channels) > MIDDLE_LUMINANCE ? '#000000' : '#ffffff';

function luminance(channels: ArrayLike<number>): number {
  const [red = 0, green = 0, blue = 0] = Array.from(channels, (channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
