// Okabe & Ito's colours for colour-blind readers, then Paul Tol's muted ones. Black is left out: it is text.
export const CLUSTER_COLORS = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#f0e442',
  '#882255',
  '#999933',
  '#44aa99',
] as const;
export const NOISE_COLOR = '#8a8f98';

/** The same cluster has the same colour on every page. Noise is -1. */
export function clusterColor(label: number): string {
  return label < 0 ? NOISE_COLOR : CLUSTER_COLORS[label % CLUSTER_COLORS.length]!;
}
