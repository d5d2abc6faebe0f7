/** The nine steps of a study, in order: from the file to what is written of the clusters. */
export const STEPS = [
  'The file',
  'Two normalisations',
  'Channels',
  'Models',
  'Latents',
  'Number of clusters',
  'Clusterers',
  'Samples by cluster',
  'Observations',
] as const;

/** Where a step stands on the page. */
export const stepAnchor = (number: number): string => `step-${number}`;

export const OBSERVATIONS_STEP_ANCHOR = stepAnchor(STEPS.indexOf('Observations') + 1);
