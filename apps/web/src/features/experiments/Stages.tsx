import { formatDuration, words } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { ExperimentDetail } from './experimentDocuments.ts';
import classes from './Stages.module.css';

const WHAT: Record<string, string> = {
  PREPROCESS: 'Prepare the images',
  TRAIN: 'Train the model',
  ENCODE: 'Extract the latents',
  PROJECT: 'Project to a map',
  CLUSTER: 'Cluster, scanning k',
  SCORE: 'Score the clusters',
};

const MAPS = { PCA: 'PCA', TSNE: 't-SNE', UMAP: 'UMAP' } as const;

function whatOf({ kind, projection }: ExperimentDetail['stages'][number]): string {
  const what = WHAT[kind] ?? words(kind);
  return projection ? `${what} by ${MAPS[projection]}` : what;
}

/** The chain, step by step: what ran, what was reused, and how long each took. */
export function Stages({ experiment: { stages, progress, status } }: { experiment: ExperimentDetail }) {
  const reused = stages.filter((stage) => stage.reused);
  const saved = reused.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
  return (
    <section aria-label="Stages" className={classes.section}>
      {stages.length > 0 && (
        <ol className={classes.stages}>
          {stages.map((stage) => (
            <li key={stage.key} className={classes.stage} title={`Stage key ${stage.key}`}>
              <span className={classes.name}>{whatOf(stage)}</span>
              <span className={classes.state}>
                {stage.reused ? (
                  <span className={classes.reused}>reused</span>
                ) : (
                  <StatusBadge status={stage.status} />
                )}
                {stage.seconds != null && (
                  <span className={`number ${classes.seconds}`}>{formatDuration(stage.seconds)}</span>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
      {reused.length > 0 && (
        <p className={classes.note}>
          {reused.length} of {stages.length} stages were reused, which saved {formatDuration(saved)}.
        </p>
      )}
      {status === 'QUEUED' && <p className={classes.note}>Waiting for a worker.</p>}
      {status === 'RUNNING' && (
        <div className={classes.progress}>
          <span>
            {progress.stage ? WHAT[progress.stage] : 'Starting'}
            {progress.epoch ? `, epoch ${progress.epoch} of ${progress.epochs}` : ''}
            {progress.secondsLeft ? `, about ${formatDuration(progress.secondsLeft)} left` : ''}
          </span>
          <ProgressBar fraction={progress.fraction} label="The whole experiment" />
        </div>
      )}
    </section>
  );
}
