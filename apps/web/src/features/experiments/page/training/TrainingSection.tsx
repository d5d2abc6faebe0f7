import type { ShownExperiment } from '../../experimentDocuments.ts';
import { SpeedChart } from './SpeedChart.tsx';
import classes from './Training.module.css';
import { TrainingCurve } from './TrainingCurve.tsx';

/** How the training went: losses, and how fast. */
export function TrainingSection({ experiment }: { experiment: ShownExperiment }) {
  return (
    <div className={classes.training}>
      <TrainingCurve experiment={experiment} />
      <SpeedChart experiment={experiment} />
    </div>
  );
}
