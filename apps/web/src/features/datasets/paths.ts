/** Where a data set's page is in the workspace; its newest version unless one is named. */
export const datasetPath = (datasetId: string, version?: number): string =>
  `/data/${encodeURIComponent(datasetId)}${version === undefined ? '' : `?version=${version}`}`;

/** Where a sample's page is in the workspace. The version says which samples are before and after it. */
export const samplePath = (datasetId: string, sampleId: string, version: number): string =>
  `/data/${encodeURIComponent(datasetId)}/samples/${encodeURIComponent(sampleId)}?version=${version}`;
