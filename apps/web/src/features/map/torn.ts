/**
 * A fifth of the way from a neighbourhood that is kept whole (1) to one that is as chance has it (about .5). On maps of
 * 150 latents of 32 dimensions by PCA, t-SNE and UMAP the middle point reaches .97 to 1, and up to a tenth of the points
 * lie below: those that keep 4 to 8 of their 15 neighbours.
 */
export const TORN_BELOW = 0.9;

/** What is known of a map's points, by ID number; null where it was not measured. */
export interface PointTrust {
  trustworthiness: Float32Array | null;
  continuity: Float32Array | null;
  /** How many of the `neighbourCount` nearest on the map are among the nearest in latent space. */
  kept: Float32Array | null;
  neighbourCount: number | null;
}

/**
 * Points that the map tears from their neighbours: those around them on the map are far in latent space, or those around
 * them in latent space are far on the map. Null where neither was measured.
 */
export function tornPoints({ trustworthiness, continuity }: PointTrust): boolean[] | null {
  const count = trustworthiness?.length ?? continuity?.length;
  if (count === undefined) return null;
  const isLow = (values: Float32Array | null, i: number) => (values?.[i] ?? 1) < TORN_BELOW;
  return Array.from({ length: count }, (_, i) => isLow(trustworthiness, i) || isLow(continuity, i));
}

/** How far to trust one point's place, in words; null where it was not measured. */
export function pointTrustText(
  { trustworthiness, continuity, kept, neighbourCount }: PointTrust,
  index: number,
): string | null {
  const there = kept?.[index];
  if (there !== undefined && neighbourCount !== null)
    return `${there} of its ${neighbourCount} nearest neighbours on this map ${there === 1 ? 'is its neighbour' : 'are its neighbours'} in latent space`;
  const parts = [
    ...(trustworthiness?.[index] === undefined
      ? []
      : [`trustworthiness ${trustworthiness[index].toFixed(2).replace(/^0/, '')}`]),
    ...(continuity?.[index] === undefined
      ? []
      : [`continuity ${continuity[index].toFixed(2).replace(/^0/, '')}`]),
  ];
  return parts.length > 0 ? `its place: ${parts.join(', ')}` : null;
}
