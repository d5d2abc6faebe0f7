import type { Client } from '../client.ts';
import { globalId } from '../experiments/globalId.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { CLUSTERS_OF } from './documents.ts';

/**
 * The API's id of what is observed: `E-6/2` is cluster 2 of experiment E-6, `E-6/-1` its noise, `E-6` the experiment;
 * everything else is an id already. Throws CommandFailure.
 */
export async function subjectId(
  client: Client,
  name: string,
  workspace: string | undefined,
): Promise<string> {
  const [, number, label] = /^(E-\d{1,9})\/(-1|\d{1,9})$/i.exec(name) ?? [];
  if (number === undefined || label === undefined) return globalId(client, name, workspace);
  const { experiment } = await client.query(CLUSTERS_OF, { id: await globalId(client, number, workspace) });
  const cluster = experiment?.clusters.find((one) => one.label === Number(label));
  if (!cluster) {
    const labels = experiment?.clusters.map((one) => one.label).join(', ');
    throw new CommandFailure(
      `There is no cluster ${label} in ${number}; there are: ${labels || 'none'}.`,
      EXIT.notFound,
    );
  }
  return cluster.id;
}
