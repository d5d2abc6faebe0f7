import { isDeepStrictEqual } from 'node:util';
import type { Experiment } from '@asterism/db';
import { clusteringOf, modelOf, preprocessingOf } from '../experiments/records.ts';

/** What the experiments were asked to do differently: by path, as in model.latentSize, the values in their order; null where one has no such choice. */
export function configDifferences(experiments: readonly Experiment[]): Record<string, unknown[]> {
  const all = experiments.map((row) =>
    flattened({
      preprocessing: preprocessingOf(row),
      model: modelOf(row),
      clustering: clusteringOf(row),
      seed: row.seed,
      datasetVersion: Buffer.from(`DatasetVersion:${row.datasetVersionId}`).toString('base64'),
    }),
  );
  const paths = [...new Set(all.flatMap((choices) => [...choices.keys()]))];
  return Object.fromEntries(
    paths
      .map((path): [string, unknown[]] => [path, all.map((choices) => choices.get(path) ?? null)])
      .filter(([, values]) => values.some((value) => !isDeepStrictEqual(value, values[0]))),
  );
}

function flattened(value: object, prefix = ''): Map<string, unknown> {
  return new Map(
    Object.entries(value).flatMap(([key, part]): [string, unknown][] =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? [...flattened(part, `${prefix}${key}.`)]
        : [[`${prefix}${key}`, part]],
    ),
  );
}
