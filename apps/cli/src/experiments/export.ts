import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '../client.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { graphql } from '../gql/index.ts';
import { globalId } from './globalId.ts';

const EXPORTED = graphql(`
  query ExportedExperiment($id: ID!) {
    experiment(id: $id) {
      id
      number
      name
      status
      seed
      environment
      recommendation
      dataset {
        name
      }
      datasetVersion {
        number
        contentHash
      }
      preprocessing {
        channels
        alignment
        geometry
        normalization
        size
        stretch
        lowerPercentile
        upperPercentile
      }
      model {
        kind
        latentSize
        epochs
        batchSize
        learningRate
        params
        parameterCount
      }
      clustering {
        algorithm
        params
      }
      stages {
        kind
        key
        status
        reused
        seconds
      }
      metrics {
        mse
        psnr
        silhouette
        daviesBouldin
        calinskiHarabasz
        clusterCount
        noiseCount
      }
      scan {
        algorithm
        value
        clusterCount
        silhouette
        daviesBouldin
        calinskiHarabasz
        best
      }
      clusters {
        label
        size
        silhouette
        isNoise
      }
      curve {
        epoch
        trainLoss
        validationLoss
        imagesPerSecond
      }
      latents {
        url
      }
      labels {
        url
      }
      projections {
        kind
        explainedVariance
        coordinates {
          url
        }
      }
    }
  }
`);

/**
 * Writes what an experiment made: latents.npy, labels.npy, projections/<kind>.npy, metrics.json and config.json. `id`
 * is the API's id or a number such as E-42. Throws CommandFailure.
 */
export async function exportExperiment(
  client: Client,
  id: string,
  folder: string,
  options: { workspace?: string },
  print: (line: string) => void,
): Promise<void> {
  const { experiment } = await client.query(EXPORTED, { id: await globalId(client, id, options.workspace) });
  if (!experiment) throw new CommandFailure(`There is no experiment ${id} here.`, EXIT.notFound);
  const { latents, labels, projections, metrics, scan, clusters, curve, recommendation, ...config } =
    experiment;
  await mkdir(join(folder, 'projections'), { recursive: true });
  const write = async (name: string, content: Uint8Array | string): Promise<void> => {
    await writeFile(join(folder, name), content);
    print(join(folder, name));
  };
  const arrays = [
    ['latents.npy', latents],
    ['labels.npy', labels],
    ...projections.map(
      ({ kind, coordinates }) => [`projections/${kind.toLowerCase()}.npy`, coordinates] as const,
    ),
  ] as const;
  for (const [name, blob] of arrays) if (blob) await write(name, await client.bytes(asNpy(blob.url)));
  const explained = Object.fromEntries(
    projections.map(({ kind, explainedVariance }) => [kind, explainedVariance]),
  );
  await write(
    'metrics.json',
    json({ metrics, recommendation, scan, clusters, explainedVariance: explained, curve }),
  );
  await write('config.json', json(config));
  if (!latents || !labels)
    throw new CommandFailure(
      `E-${experiment.number} is ${experiment.status.toLowerCase()}: it has no ${latents ? 'labels' : 'latents'}; only what is there was written.`,
    );
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const asNpy = (url: string): string => `${url}${url.includes('?') ? '&' : '?'}format=npy`;
