'use client';

import { useQuery } from 'urql';
import { graphql } from '../../../gql/index.ts';
import { experimentId, formatScore } from '../../../ui/format.ts';
import { PageLink } from '../../../ui/PageLink.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { ErrorState, Loading } from '../../../ui/States.tsx';
import { usePagePaths } from '../../session/pagePaths.tsx';
import type { BoardRow } from '../board/boardDocument.ts';
import { askedStudyScore, byMerit } from '../studyScores.ts';
import classes from './Report.module.css';

const CLUSTERERS = graphql(`
  query StudyClusterers {
    algorithms {
      kind
      name
      group
      pro
      con
    }
  }
`);

/** The clusterers with what speaks for and against each, and the best that each made of this study's latents. */
export function ClusterersStep({ rows }: { rows: readonly BoardRow[] }) {
  const [{ data, error }, refetch] = useQuery({ query: CLUSTERERS });
  if (error && !data)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading height={220} />;
  const used = data.algorithms.filter(
    ({ group, kind }) =>
      group === 'CLUSTERING' && rows.some(({ clustering }) => clustering.algorithm === kind),
  );
  return (
    <div className={classes.thirds}>
      {used.map(({ kind, name, pro, con }) => (
        <Panel key={kind} title={name}>
          <dl className={classes.proCon}>
            <div>
              <dt>Pro</dt>
              <dd>{pro}</dd>
            </div>
            <div>
              <dt>Con</dt>
              <dd>{con}</dd>
            </div>
          </dl>
          <Found rows={rows.filter(({ clustering }) => clustering.algorithm === kind)} />
        </Panel>
      ))}
    </div>
  );
}

/** The best that it made, and how often it won over the same latents. */
function Found({ rows }: { rows: readonly BoardRow[] }) {
  const paths = usePagePaths();
  const [best] = byMerit(rows, askedStudyScore(rows, 'silhouette'));
  const experiment = best?.experiments[0];
  if (!best || !experiment) return <p className={classes.found}>Nothing has finished with it yet.</p>;
  const { clusterCount, noiseCount, stability } = best;
  const clusters = Math.round(clusterCount?.mean ?? 0);
  return (
    <p className={classes.found}>
      Best here: <PageLink href={paths.experiment(experiment)}>{experimentId(experiment.number)}</PageLink>{' '}
      {best.trainingName}, silhouette <span className="number">{formatScore(best.silhouette?.mean)}</span>,{' '}
      {clusters} {clusters === 1 ? 'cluster' : 'clusters'}
      {noiseCount && noiseCount.mean > 0 && `, ${Math.round(noiseCount.mean)} samples of noise`}
      {stability && (
        <>
          , stability <span className="number">{formatScore(stability.mean)}</span>
        </>
      )}
      .
    </p>
  );
}
