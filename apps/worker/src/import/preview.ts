import { binPlane, type ChannelPixels } from '@asterism/fits';

// A side that a gallery shows at twice its size on a dense screen.
const PREVIEW_SIDE = 128;

/** Every channel averaged down by one whole factor to at most 128 pixels a side: (channels, height, width). */
export function makePreview({ data, channels, height, width }: ChannelPixels): ChannelPixels {
  const factor = Math.max(1, Math.ceil(Math.max(height, width) / PREVIEW_SIDE));
  const area = height * width;
  const planes = Array.from({ length: channels }, (_, channel) =>
    binPlane({ data: data.subarray(channel * area, (channel + 1) * area), width, height }, factor),
  );
  const [first] = planes;
  const small = new Float32Array(planes.reduce((sum, plane) => sum + plane.data.length, 0));
  planes.forEach((plane, channel) => {
    small.set(plane.data, channel * plane.data.length);
  });
  return { data: small, channels, height: first?.height ?? 0, width: first?.width ?? 0 };
}
