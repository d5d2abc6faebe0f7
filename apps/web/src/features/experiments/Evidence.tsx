import { ChosenSample } from '../latents/ChosenSample.tsx';
import { PrincipalComponents } from '../latents/PrincipalComponents.tsx';
import classes from './Evidence.module.css';
import type { ShownExperiment } from './experimentDocuments.ts';
import { LatentMap } from './LatentMap.tsx';
import { ScanChart } from './ScanChart.tsx';
import { TrainingCurve } from './TrainingCurve.tsx';

/** What the conclusion rests on: the map beside the scan and the training. */
export function Evidence({ experiment }: { experiment: ShownExperiment }) {
  const pca = experiment.projections.find(({ kind }) => kind === 'PCA');
  return (
    <div className={classes.evidence}>
      <div className={classes.charts}>
        <LatentMap experiment={experiment} />
        {pca && <PrincipalComponents projection={pca} />}
      </div>
      <div className={classes.charts}>
        <ChosenSample experiment={experiment} />
        <ScanChart experiment={experiment} />
        <TrainingCurve experiment={experiment} />
      </div>
    </div>
  );
}
