import { formatDuration } from '../../../../ui/format.ts';
import { ProgressBar } from '../../../../ui/ProgressBar.tsx';
import type { ShownExperiment } from '../../experimentDocuments.ts';
import { STAGE_NAMES } from '../run/stageNames.ts';
import classes from './RunProgress.module.css';

/** How far a run is, as it goes; nothing of one that is over. */
export function RunProgress({ experiment: { status, progress } }: { experiment: ShownExperiment }) {
  if (status === 'QUEUED') return <p className={classes.note}>Waiting for a worker.</p>;
  if (status !== 'RUNNING') return null;
  return (
    <div className={classes.progress}>
      <span>
        {progress.stage ? STAGE_NAMES[progress.stage] : 'Starting'}
        {progress.epoch ? `, epoch ${progress.epoch} of ${progress.epochs}` : ''}
        {progress.secondsLeft ? `, about ${formatDuration(progress.secondsLeft)} left` : ''}
      </span>
      <ProgressBar fraction={progress.fraction} label="The whole experiment" />
    </div>
  );
}
