'use client';

import { LatentMap } from '../../experiments/LatentMap.tsx';
import { PrincipalComponents } from '../../latents/PrincipalComponents.tsx';
import classes from './Report.module.css';
import type { StudyExperiment } from './shownExperiment.ts';

/** The latents by each projection that was made, beside each other. */
export function LatentsStep({ experiment }: { experiment: StudyExperiment }) {
  const { projections } = experiment;
  const pca = projections.find(({ kind }) => kind === 'PCA');
  return (
    <div className={classes.blocks}>
      <div className={classes.pair}>
        {projections.map((projection) => (
          <LatentMap key={projection.kind} experiment={{ ...experiment, projections: [projection] }} />
        ))}
      </div>
      {projections.length === 0 && <LatentMap experiment={experiment} />}
      {pca && <PrincipalComponents projection={pca} />}
    </div>
  );
}
