'use client';

import { useQuery } from 'urql';
import { CopyTable } from '../../ui/CopyTable.tsx';
import { experimentId } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import type { ShownRow } from '../experiments/fields.ts';
import classes from './Compare.module.css';
import { SCORES } from './compareDocuments.ts';
import { bestSentence, scoresAmong } from './comparedScores.ts';
import { ScoresTable } from './ScoresTable.tsx';

/** All scores of all experiments beside each other, and who is best and worst in each. */
export function ScoresPanel({ experiments }: { experiments: readonly ShownRow[] }) {
  const [{ data, error }, refetch] = useQuery({
    query: SCORES,
    variables: { ids: experiments.map(({ id }) => id) },
    requestPolicy: 'cache-and-network',
  });
  const scored = data?.compare.experiments;
  const rows = experiments.map((experiment) => {
    const metrics = scored?.find(({ id }) => id === experiment.id)?.metrics ?? null;
    return { experiment, metrics };
  });
  const values = rows.map(({ metrics }) => metrics ?? {});
  const scores = scoresAmong(values);
  const preparations = new Set(
    scored?.map(({ preprocessing, datasetVersion }) => JSON.stringify([preprocessing, datasetVersion])),
  );
  return (
    <Panel
      title="Scores"
      say={bestSentence(
        rows.map(({ experiment, metrics }) => ({ ...metrics, name: experimentId(experiment.number) })),
      )}
      action={
        scores.length > 0 && (
          <CopyTable
            label="scores"
            table={[
              ['ID', 'Name', ...scores.map(({ name }) => name)],
              ...rows.map(({ experiment: { number, name }, metrics }) => [
                experimentId(number),
                name,
                ...scores.map(({ key }) => metrics?.[key] ?? null),
              ]),
            ]}
          />
        )
      }
    >
      {error && !data && (
        <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {!error && !data && <Loading height={40 + 46 * experiments.length} />}
      {scored && <ScoresTable rows={rows} scores={scores} />}
      {scores.length > 0 && (
        <p className={classes.note}>
          ↑ more is better, ↓ less. Scores of clusters are computed in each experiment’s own latent space.
          {preparations.size > 1 &&
            scores.some(({ key }) => key === 'mse' || key === 'msSsim') &&
            ' MSE and MS-SSIM are taken on the prepared images, and those are not the same for all: between them they say how well each gives back its own.'}
        </p>
      )}
    </Panel>
  );
}
