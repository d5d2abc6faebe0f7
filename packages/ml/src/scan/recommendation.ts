import type { ScanPoint } from './scanKMeans.ts';

// Kaufman & Rousseeuw 1990: up to .25 no substantial structure, up to .5 weak and perhaps artificial.
const NO_STRUCTURE = 0.25;
const WEAK_STRUCTURE = 0.5;

const score = (value: number): string =>
  value
    .toFixed(2)
    .replace(/^(-?)0\./, '$1.')
    .replace('-', '−');

/** The conclusion of a scan in words: which k, why, what comes next, and how much to believe. */
export function recommend(points: readonly ScanPoint[], fixed: number | undefined): string | null {
  const scored = points.filter(
    (point): point is ScanPoint & { silhouette: number } => point.silhouette !== null,
  );
  const chosen = scored.find((point) => point.best);
  if (!chosen) return null;
  const ranked = [...scored].sort((a, b) => b.silhouette - a.silhouette);
  const [top] = ranked;
  const next = ranked.find((point) => point !== chosen);
  const silhouette = `silhouette ${score(chosen.silhouette)}`;
  const first =
    fixed === undefined
      ? `k = ${chosen.value} is best, ${silhouette}${next ? `; next is k = ${next.value} with ${score(next.silhouette)}` : ''}.`
      : `k = ${chosen.value} was asked for, ${silhouette}${top && top !== chosen ? `; k = ${top.value} would have ${score(top.silhouette)}` : ''}.`;
  return `${first} ${strength(chosen.silhouette)}`;
}

function strength(silhouette: number): string {
  if (silhouette <= NO_STRUCTURE)
    return 'That is no substantial structure: do not read much into these groups.';
  if (silhouette <= WEAK_STRUCTURE)
    return 'The structure is weak and may be an artefact: look at the members before naming them.';
  return 'The groups are well apart.';
}
