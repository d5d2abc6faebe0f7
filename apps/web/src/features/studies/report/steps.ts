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
