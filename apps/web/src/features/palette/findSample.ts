import { askWhole } from '../../api/askOnce.ts';
import { PALETTE_SAMPLE, PALETTE_VERSIONS } from './paletteDocuments.ts';

export interface FoundSample {
  id: string;
  index: number;
  fileName: string;
  datasetId: string;
  datasetName: string;
  /** Of the version in which it was found. */
  version: number;
}

interface Asked {
  datasetId: string;
  /** Of the version that is shown; the newest one where none is named. */
  version: number | null;
  index: number;
}

/** The sample with an ID number in the data set that is open; null where there is none. Throws, also on abort. */
export async function findSample(
  { datasetId, version, index }: Asked,
  signal: AbortSignal,
): Promise<FoundSample | null> {
  const { node: dataset } = await askWhole(PALETTE_VERSIONS, { datasetId }, signal);
  if (!dataset || !('versions' in dataset)) return null;
  const versions = dataset.versions?.edges.map(({ node }) => node) ?? [];
  const shown = versions.find(({ number }) => number === version) ?? versions[0];
  if (!shown) return null;
  const { node } = await askWhole(PALETTE_SAMPLE, { versionId: shown.id, index }, signal);
  const sample = node && 'sample' in node ? node.sample : null;
  return sample && { ...sample, datasetId, datasetName: dataset.name, version: shown.number };
}
