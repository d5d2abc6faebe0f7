import { formatNumber } from '../../ui/format.ts';
import { type CurveRow, lineEnds } from './curveRows.ts';
import { type Training, trainingName } from './trainings.ts';

/** Which line ends lowest, in words; where losses are not of one kind, that they are not. */
export function curvesConclusion(trainings: readonly Training[], rows: readonly CurveRow[]): string {
  const kinds = new Set(trainings.map(({ modelKind, imagesKey }) => `${modelKind} ${imagesKey}`));
  if (kinds.size > 1)
    return 'Not all train the same kind of model on the same images, so that their losses are of different kinds: compare how they fall.';
  const ends = lineEnds(rows).flatMap((end, i) => {
    const training = trainings[i];
    return end && training ? [{ ...end, training }] : [];
  });
  const [first, ...others] = ends;
  if (!first) return '';
  const lowest = others.reduce((best, end) => (end.loss < best.loss ? end : best), first);
  const who =
    trainings.length === 1
      ? 'All share one training: it ends'
      : `${trainingName(lowest.training)} ends lowest,`;
  return `${who} at ${formatNumber(lowest.loss)} after ${lowest.row.epoch} epochs.`;
}
