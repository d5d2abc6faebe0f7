import { formatNumber } from '../../ui/format.ts';
import { projectionName, trustText } from '../clustering/mapTrust.ts';
import type { Axes } from '../map/viewport.ts';

interface Projected {
  kind: string;
  explainedVariance?: readonly number[] | null;
  trustworthiness?: number | null;
  continuity?: number | null;
}

/** What a map shows, and how far to trust it. */
export const mapSentence = (projection: Projected, axes: Axes): string =>
  [
    ...(projection.explainedVariance ? [explainedText(projection.explainedVariance, axes)] : []),
    trustText(projection),
  ].join(' ');

/** Of principal components with their shares of the variance. */
export function axisNames({ kind, explainedVariance }: Projected): readonly [x: string, y: string] {
  const name = (axis: number) => {
    const share = explainedVariance?.[axis];
    return `component ${axis + 1}${share === undefined ? '' : ` · ${formatNumber(share * 100)} %`}`;
  };
  return kind === 'PCA' ? [name(0), name(1)] : [`${projectionName(kind)} 1`, `${projectionName(kind)} 2`];
}

const explainedText = (shares: readonly number[], axes: Axes): string =>
  `The two axes hold ${formatNumber(shares.reduce((a, b) => a + b, 0) * 100)} % of the latents’ variance${axes === 'OWN' ? '; each is drawn to its own scale' : ''}.`;
