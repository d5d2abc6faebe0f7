import { CLUSTER_COLORS } from '../../../ui/palette.ts';

/** How a clusterer is drawn: told apart by its mark and its dashes, not by its colour alone. */
export const styleOf = (algorithm: string): { color: string; dash: string | null } =>
  STYLES[algorithm] ?? { color: 'var(--ink-faint)', dash: '' };

const STYLES: Readonly<Record<string, { color: string; dash: string | null }>> = {
  KMEANS: { color: CLUSTER_COLORS[0], dash: '' },
  GMM: { color: CLUSTER_COLORS[5], dash: '4 3' },
  HDBSCAN: { color: CLUSTER_COLORS[2], dash: null },
};

interface ScanMarkProps {
  algorithm: string;
  x: number;
  y: number;
  isFilled?: boolean;
}

/** A circle, a square or a diamond. */
export function ScanMark({ algorithm, x, y, isFilled = false }: ScanMarkProps) {
  const { color } = styleOf(algorithm);
  const size = isFilled ? 4.5 : 3.2;
  const drawn = { fill: isFilled ? color : 'var(--surface)', stroke: color, strokeWidth: 1.5 };
  if (algorithm === 'GMM')
    return <rect x={x - size} y={y - size} width={2 * size} height={2 * size} {...drawn} />;
  if (algorithm === 'HDBSCAN') {
    const reach = size * 1.4;
    return (
      <path d={`M${x} ${y - reach}L${x + reach} ${y}L${x} ${y + reach}L${x - reach} ${y}Z`} {...drawn} />
    );
  }
  return <circle cx={x} cy={y} r={size} {...drawn} />;
}
