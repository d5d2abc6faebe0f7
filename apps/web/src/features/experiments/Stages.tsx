import { formatDuration, words } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { ExperimentDetail } from './ExperimentPage.tsx';
import classes from './Stages.module.css';

const WHAT: Record<string, string> = {
  PREPROCESS: 'Prepare the images',
  TRAIN: 'Train the model',
  ENCODE: 'Extract the latents',
  PROJECT: 'Project to two dimensions',
  CLUSTER: 'Cluster, scanning k',
  SCORE: 'Score the clusters',
};

/** The chain, step by step: what ran, what was reused, and how long each took. */
export function Stages({ experiment: { stages, progress, status } }: { experiment: ExperimentDetail }) {
  const reused = stages.filter((stage) => stage.reused);
  const saved = reused.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
  return (
    <Panel
      title="Stages"
      say={
        reused.length > 0 &&
        `${reused.length} of ${stages.length} stages were reused, which saved ${formatDuration(saved)}.`
      }
    >
      {stages.length === 0 && <p className={classes.waiting}>Waiting for a worker to plan the stages.</p>}
      <ol className={classes.stages}>
        {stages.map(({ kind, key, status: state, reused: isReused, seconds }) => (
          <li key={key} className={classes.stage}>
            <span title={`Stage key ${key}`}>{WHAT[kind] ?? words(kind)}</span>
            <span className={classes.state}>
              {isReused ? <span className={classes.reused}>reused</span> : <StatusBadge status={state} />}
            </span>
            <span className={`number ${classes.seconds}`}>{formatDuration(seconds)}</span>
          </li>
        ))}
      </ol>
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
    </Panel>
  );
}
