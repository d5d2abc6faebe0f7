'use client';

import Link from 'next/link';
import { askWhole } from '../../api/askOnce.ts';
import { formatCount, formatNumber, sampleId } from '../../ui/format.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import classes from './Reconstructions.module.css';
import { STANDING_OUT } from './reconstructionDocuments.ts';
import { useAnswer } from './useAnswer.ts';

const FIRST = 24;

interface StandingOutProps {
  experimentId: string;
  epoch: number | null;
  samplePath: (sampleId: string) => string;
}

const load = async (wish: { id: string; epoch: number | null }, signal: AbortSignal) =>
  (await askWhole(STANDING_OUT, { ...wish, first: FIRST }, signal)).experiment?.reconstructions ?? null;

/** Samples that the model reconstructs much worse than the others: where to look for what is unusual, or broken. */
export function StandingOut({ experimentId, epoch, samplePath }: StandingOutProps) {
  const { answer, error, retry } = useAnswer({ id: experimentId, epoch }, load);
  const shown = answer?.edges.map(({ node }) => node).filter(({ isOutlier }) => isOutlier) ?? [];
  const left = (answer?.outlierCount ?? 0) - shown.length;
  return (
    <section className={classes.part} aria-label="Standing out">
      <h3 className={classes.heading}>Standing out by their error</h3>
      {error && !answer && <ErrorState message={error} onRetry={retry} />}
      {!error && !answer && <Loading height={72} />}
      {answer && (
        <>
          <p className={classes.explained}>
            {answer.outlierCount === 0
              ? `None of the ${formatCount(answer.totalCount)} samples is reconstructed much worse than the others.`
              : `${formatCount(answer.outlierCount)} of ${formatCount(answer.totalCount)} samples ${answer.outlierCount === 1 ? 'is' : 'are'} reconstructed much worse than the others: unusual, or broken.`}{' '}
            Counted are scores above 3.5, the modified z-score of the error’s logarithm.
          </p>
          <ul className={classes.chips}>
            {shown.map(({ sample, mse, outlierScore }) => (
              <li key={sample.id}>
                <Link
                  href={samplePath(sample.id)}
                  className={classes.chip}
                  title={`${sample.fileName}, MSE ${mse}`}
                >
                  <span className="number">{sampleId(sample.index)}</span>
                  <span className={classes.chipScore}>{formatNumber(outlierScore, 2)}</span>
                </Link>
              </li>
            ))}
          </ul>
          {left > 0 && <p className={classes.explained}>and {formatCount(left)} more</p>}
        </>
      )}
    </section>
  );
}
