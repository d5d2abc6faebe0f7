'use client';

import { useState } from 'react';
import { Empty } from '../../ui/States.tsx';
import { useSelectedSamples } from '../clustering/selectedSamples.tsx';
import { ChosenSample } from '../latents/ChosenSample.tsx';
import { PrincipalComponents } from '../latents/PrincipalComponents.tsx';
import { useChosenSample } from '../latents/useChosenSample.ts';
import classes from './Evidence.module.css';
import type { ShownExperiment } from './experimentDocuments.ts';
import { LatentMap } from './LatentMap.tsx';

/** The latents as a map; beside it what was selected and who was chosen on it, in sight of the points. */
export function Evidence({ experiment }: { experiment: ShownExperiment }) {
  const [gallery, setGallery] = useState<HTMLElement | null>(null);
  const { chosen } = useChosenSample();
  const { selected } = useSelectedSamples();
  const { projections } = experiment;
  const pca = projections.find(({ kind }) => kind === 'PCA');
  const isAtRest = chosen === null && selected.length === 0;
  return (
    <div className={classes.evidence}>
      <div className={classes.charts}>
        <LatentMap experiment={experiment} gallery={gallery} />
        {pca && <PrincipalComponents projection={pca} />}
      </div>
      <div className={classes.charts}>
        <div ref={setGallery} className={classes.gallery} />
        <ChosenSample experiment={experiment} />
        {isAtRest && projections.length > 0 && (
          <div className={classes.hint}>
            <Empty title="Nothing is chosen on the map">
              Press a point to see who is nearest to it in latent space. Draw around points with the lasso or
              the box to see their pictures here, and to mark them in the silhouettes.
            </Empty>
          </div>
        )}
      </div>
    </div>
  );
}
