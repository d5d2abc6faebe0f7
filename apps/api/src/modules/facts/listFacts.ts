import type { Context } from '../../context.ts';
import { readFactGroups } from '../associations/readFacts.ts';
import { type ToldFact, toldFact } from './fact.ts';

/** Samples that tell which keywords there are: headers are some ten kilobytes each. */
export const LOOKED_AT = 100;

/** What is known of a version's samples. */
export async function listFacts(
  { services: { db } }: Context,
  { versionId, sampleCount }: { versionId: string; sampleCount: number },
): Promise<ToldFact[]> {
  const count = Math.min(sampleCount, LOOKED_AT);
  const indexes = Array.from({ length: count }, (_, i) => Math.floor((i * sampleCount) / count));
  const { image, catalogue, header } = await readFactGroups(db, { versionId, channel: 0, indexes });
  return [
    ...catalogue.map((fact) => toldFact('CATALOGUE', fact)),
    ...image.map((fact) => toldFact('IMAGE', fact)),
    ...header.map((fact) => toldFact('HEADER', fact)),
  ];
}
