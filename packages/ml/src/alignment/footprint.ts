import type { PicturePlane } from './plane.ts';

/**
 * The connected region (sharing edges) of pixels above `threshold` that holds the most light above it, as the places
 * of its pixels; empty where no region has `leastArea` pixels.
 */
export function footprintOf(
  { data, width, height }: PicturePlane,
  { threshold, leastArea }: { threshold: number; leastArea: number },
): Int32Array {
  const seen = new Uint8Array(data.length);
  // Every pixel is pushed once, so that regions lie one after another and no more room is needed.
  const places = new Int32Array(data.length);
  let best = { start: 0, end: 0, light: 0 };
  let end = 0;
  for (let seed = 0; seed < data.length; seed++) {
    if (seen[seed] || !(data[seed]! > threshold)) continue;
    const start = end;
    let light = 0;
    const push = (at: number) => {
      if (seen[at] || !(data[at]! > threshold)) return;
      seen[at] = 1;
      places[end++] = at;
    };
    push(seed);
    for (let next = start; next < end; next++) {
      const at = places[next]!;
      light += data[at]! - threshold;
      const x = at % width;
      if (x > 0) push(at - 1);
      if (x < width - 1) push(at + 1);
      if (at >= width) push(at - width);
      if (at < width * (height - 1)) push(at + width);
    }
    if (end - start >= leastArea && light > best.light) best = { start, end, light };
  }
  return places.subarray(best.start, best.end);
}
