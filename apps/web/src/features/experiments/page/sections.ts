/** A part of an experiment's page; `id` is its anchor in the address. */
export interface PageSectionName {
  id:
    | 'overview'
    | 'training'
    | 'reconstructions'
    | 'map'
    | 'clusters'
    | 'observation'
    | 'scores'
    | 'new-images'
    | 'run';
  name: string;
}

/** The parts that there are of an experiment: latents that were brought from elsewhere have no model, a run that is not over takes no new images. */
export function sectionsOf({
  model,
  preprocessing,
  status,
}: {
  model?: unknown;
  preprocessing?: unknown;
  status: string;
}): PageSectionName[] {
  const isTrained = Boolean(model);
  return [
    { id: 'overview', name: 'Overview' },
    ...(isTrained ? ([{ id: 'training', name: 'Training' }] as const) : []),
    ...(isTrained && preprocessing ? ([{ id: 'reconstructions', name: 'Reconstructions' }] as const) : []),
    { id: 'map', name: 'Map' },
    { id: 'clusters', name: 'Clusters' },
    { id: 'observation', name: 'Observation' },
    { id: 'scores', name: 'Scores' },
    ...(isTrained && status === 'SUCCEEDED' ? ([{ id: 'new-images', name: 'New images' }] as const) : []),
    { id: 'run', name: 'Run' },
  ];
}

/** The section that the reader is in: the last one whose top is above the line, or the last of all at the page's end. Tops in the order of the page. */
export function sectionAt(tops: readonly number[], line: number, isAtEnd: boolean): number {
  if (isAtEnd) return tops.length - 1;
  return Math.max(
    0,
    tops.findLastIndex((top) => top <= line),
  );
}
