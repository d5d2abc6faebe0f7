'use client';

import { IconAlertTriangle } from '@tabler/icons-react';
import Link from 'next/link';
import { askWhole } from '../../api/askOnce.ts';
import { formatCount, formatNumber, sampleId } from '../../ui/format.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import classes from './Reconstructions.module.css';
import { type StandingOut as Listed, STANDING_OUT } from './reconstructionDocuments.ts';
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
  return (
    <section className={classes.part} aria-label="Standing out">
      <h3 className={classes.heading}>Standing out by their error</h3>
      {error && !answer && <ErrorState message={error} onRetry={retry} />}
      {!error && !answer && <Loading height={72} />}
      {answer && (
        <>
          <p className={classes.explained}>
            {sentence(answer)} Marked are scores above 3.5, the modified z-score of the error’s root; the
            worst come first.
          </p>
          <ul className={classes.chips}>
            {answer.edges.map(({ node: { sample, mse, outlierScore, isOutlier } }) => (
              <li key={sample.id}>
                <Link
                  href={samplePath(sample.id)}
                  className={classes.chip}
                  data-outlier={isOutlier}
                  title={`${sample.fileName}, MSE ${mse}`}
                >
                  {isOutlier && <IconAlertTriangle size={12} aria-label="stands out" />}
                  <span className="number">{sampleId(sample.index)}</span>
                  <span className={classes.chipScore}>{formatNumber(outlierScore, 2)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function sentence({ outlierCount, totalCount }: Listed): string {
  const all = `${formatCount(totalCount)} samples`;
  if (outlierCount === 0) return `None of the ${all} is reconstructed much worse than the others.`;
  const verb = outlierCount === 1 ? 'is' : 'are';
  return `${formatCount(outlierCount)} of ${all} ${verb} reconstructed much worse than the others: unusual, or broken.`;
}
