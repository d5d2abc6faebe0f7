import { clusterName } from '../../../clustering/samples.ts';
import { BORDER_BELOW } from '../../../clustering/stability.ts';
import type { ShownExperiment } from '../../experimentDocuments.ts';
import type { Statement } from './conclusion.ts';
import { listOf } from './listOf.ts';

// Over the last tenth of the epochs; less than that is the noise of the batches.
const STILL_FALLING = 0.02;

/** What to do with an experiment in its state, the most pressing first. */
export function nextSteps(
  experiment: ShownExperiment,
  { hasNuisance }: { hasNuisance: boolean },
): Statement[] {
  const { status, clusteringWarnings, clusters } = experiment;
  if (status === 'QUEUED' || status === 'RUNNING')
    return [{ text: 'Wait for the run to end; the page follows it by itself.', section: null }];
  if (status === 'FAILED')
    return [
      { text: 'Mend what the message says, then run it again: finished stages are kept.', section: 'run' },
    ];
  if (status === 'CANCELLED')
    return [{ text: 'Run it again to go on from where it was stopped.', section: 'run' }];
  const codes = new Set(clusteringWarnings.map(({ code }) => code));
  const has = (...names: string[]) => names.some((name) => codes.has(name));
  const steps: Statement[] = [];
  const add = (when: boolean, text: string, section: Statement['section']) => {
    if (when) steps.push({ text, section });
  };
  add(
    hasNuisance,
    'Prepare the images so that how they were taken no longer shows (alignment, geometry, normalisation, channels), and compare the two.',
    'scores',
  );
  add(
    stillFalls(experiment),
    'The loss was still falling when the training ended: train for more epochs.',
    'training',
  );
  add(
    has('NO_CLUSTERS', 'NO_STRUCTURE', 'NO_BETTER_THAN_SHUFFLED'),
    'Try another model or another preparation before another clusterer: these latents hold no groups to find.',
    'map',
  );
  add(
    has('WEAK_STRUCTURE'),
    'Look through the members of each cluster before naming it, and hold it against another clusterer.',
    'clusters',
  );
  const groups = clusters.filter(({ isNoise }) => !isNoise);
  const doubtful = groups.filter(({ stability }) => stability != null && stability < BORDER_BELOW);
  add(
    has('UNSTABLE', 'DEPENDS_ON_SEED') || doubtful.length > 0,
    relianceText(
      doubtful.map(({ label }) => label),
      groups.length,
    ),
    'scores',
  );
  add(
    steps.length === 0,
    'Go through the clusters: the medoid says what is typical, the border cases where it ends.',
    'clusters',
  );
  add(steps.length < 3, 'Verify the run before you rely on it.', 'run');
  return steps;
}

function relianceText(doubtful: readonly number[], groupCount: number): string {
  if (doubtful.length > 1 && doubtful.length === groupCount)
    return groupCount === 2
      ? 'Rely on neither cluster: hold them against another clusterer.'
      : 'Rely on none of the clusters: fewer may be found again, or another clusterer’s.';
  const [only] = doubtful;
  if (only === undefined || doubtful.length > 4) return 'Ask for fewer clusters, which may be found again.';
  const names = doubtful.length === 1 ? clusterName(only) : `clusters ${listOf(doubtful.map(String))}`;
  return `Do not rely on ${names} alone; fewer clusters may be found again.`;
}

function stillFalls({ curve, model }: ShownExperiment): boolean {
  const last = curve.at(-1);
  if (!last || !model || last.epoch < model.epochs || curve.length < 10) return false;
  const from = curve.at(-1 - Math.max(1, Math.floor(curve.length / 10)));
  const losses = [from, last].map((point) => point?.validationLoss ?? point?.trainLoss ?? Number.NaN);
  const [before = Number.NaN, after = Number.NaN] = losses;
  return before > 0 && (before - after) / before > STILL_FALLING;
}
