import { formatDuration } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import classes from './VerificationPanel.module.css';
import type { Verification } from './verificationDocuments.ts';
import { DOING } from './words.ts';

/** What is under way, and how far it is. */
export function VerificationProgress({ verification: { status, progress } }: { verification: Verification }) {
  const { stage, fraction, epoch, epochs, secondsLeft } = progress;
  if (status === 'QUEUED') return <p className={classes.quiet}>Waiting for a worker.</p>;
  return (
    <div className={classes.progress}>
      <span>
        {stage ? DOING[stage] : 'Comparing the results'}
        {epoch ? `, epoch ${epoch} of ${epochs}` : ''}
        {secondsLeft ? `, about ${formatDuration(secondsLeft)} left` : ''}
      </span>
      <ProgressBar fraction={fraction} label="The whole verification" />
    </div>
  );
}
