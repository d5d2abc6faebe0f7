/** One channel of an image, row 0 at the bottom. */
export interface FetchedPlane {
  data: Float32Array;
  width: number;
  height: number;
}

interface StoredImages {
  url: string;
  /** (..., height, width) of Float32 */
  shape: readonly number[];
}

/** The plane at a place of stored images, and no byte more. Throws where it cannot be fetched, and AbortError. */
export async function fetchPlane(
  { url, shape }: StoredImages,
  place: number,
  signal: AbortSignal,
): Promise<FetchedPlane> {
  const [height = 0, width = 0] = shape.slice(-2);
  const bytes = height * width * Float32Array.BYTES_PER_ELEMENT;
  const headers = { range: `bytes=${place * bytes}-${(place + 1) * bytes - 1}` };
  const response = await fetch(url, { headers, signal });
  if (!response.ok) throw new Error(`The picture could not be fetched (status ${response.status}).`);
  const all = await response.arrayBuffer();
  // Whoever does not know ranges sends everything.
  const from = response.status === 206 ? 0 : place * bytes;
  return { data: new Float32Array(all.slice(from, from + bytes)), width, height };
}

/** Every image's plane at a place, of images (count, channels, height, width). */
export async function fetchPlanes(
  { url, shape }: StoredImages,
  place: number,
  signal: AbortSignal,
): Promise<FetchedPlane[]> {
  const [count = 0, channels = 0] = shape;
  return Promise.all(
    Array.from({ length: count }, (_, i) => fetchPlane({ url, shape }, i * channels + place, signal)),
  );
}
