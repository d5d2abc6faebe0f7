import { ChosenSample } from '../latents/ChosenSample.tsx';
import { PrincipalComponents } from '../latents/PrincipalComponents.tsx';
import classes from './Evidence.module.css';
import type { ShownExperiment } from './experimentDocuments.ts';
import { LatentMap } from './LatentMap.tsx';

/** The latents as a map, and the sample that was chosen on it. */
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
      </div>
    </div>
  );
}
