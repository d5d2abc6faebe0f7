'use client';

import { Panel } from '../../ui/Panel.tsx';
import { ChoiceNotes } from '../clustering/ChoiceNotes.tsx';
import { CondensedTreePanel } from '../clustering/CondensedTreePanel.tsx';
import { PointedSampleProvider } from '../clustering/pointedSample.tsx';
import { ResponsibilitiesPanel } from '../clustering/ResponsibilitiesPanel.tsx';
import { SilhouettePanel } from '../clustering/SilhouettePanel.tsx';
import { StabilityPanel } from '../clustering/StabilityPanel.tsx';
import {
  BOOTSTRAPS,
  CLUSTERS,
  exampleSample,
  LABELS,
  LATENTS,
  RESPONSIBILITIES,
  SEEDS,
  SILHOUETTES,
  TREE,
} from './clusteringExamples.ts';
import classes from './StyleguidePage.module.css';

const WARNINGS = [
  { code: 'WEAK_STRUCTURE', message: 'The structure is weak: look at the members before naming them.' },
  { code: 'UNSTABLE', message: 'Not stable: in resampled data it comes back 54 % alike.' },
];

/** The views of one clustering, over forty samples; pointing at one marks it in all. */
export function ClusteringPanels() {
  return (
    <PointedSampleProvider>
      <div className={classes.stack}>
        <Panel title="Choice of k">
          <ChoiceNotes
            recommendation={`k = 3 is best, silhouette .41. ${WARNINGS.map(({ message }) => message).join(' ')}`}
            warnings={WARNINGS}
          />
        </Panel>
        <CondensedTreePanel tree={TREE} method="eom" />
        <ResponsibilitiesPanel responsibilities={RESPONSIBILITIES} components={3} sampleOf={exampleSample} />
        <SilhouettePanel
          silhouettes={SILHOUETTES}
          labels={LABELS}
          latents={LATENTS}
          sampleOf={exampleSample}
        />
        <StabilityPanel
          bootstraps={BOOTSTRAPS}
          seeds={SEEDS}
          isSeeded
          labels={LABELS}
          clusters={CLUSTERS}
          sampleOf={exampleSample}
        />
      </div>
    </PointedSampleProvider>
  );
}
