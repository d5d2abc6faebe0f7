import type { Client } from '../client.ts';
import type { ExperimentFilter, ExperimentOrder, ExperimentRowsQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { formatColumns } from '../listing/columns.ts';
import { collect, THERE_ARE_MORE } from '../listing/pages.ts';
import type { Output } from '../output.ts';
import { findWorkspace } from '../workspace.ts';

const EXPERIMENTS = graphql(`
  query ExperimentRows(
    $workspace: String!
    $filter: ExperimentFilter
    $orderBy: [ExperimentOrder!]
    $first: Int
    $after: String
  ) {
    experiments(workspace: $workspace, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      edges {
        node {
          id
          number
          name
          status
          createdAt
          startedAt
          finishedAt
          seed
          tags
          dataset {
            name
          }
          datasetVersion {
            number
          }
          preprocessing {
            channels
            normalization
            size
          }
          model {
            kind
            latentSize
            epochs
            batchSize
            learningRate
            params
          }
          clustering {
            algorithm
            params
          }
          progress {
            stage
            fraction
            epoch
            epochs
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
          failure {
            code
            message
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Connection = NonNullable<ExperimentRowsQuery['experiments']>;
export type Row = Connection['edges'][number]['node'];

export interface ListExperimentsOptions {
  workspace?: string;
  filter?: ExperimentFilter;
  orderBy?: ExperimentOrder[];
  /** How many at most; all where it is left out. */
  limit?: number;
  json?: boolean;
}

/** Prints the workspace's experiments, the newest first unless ordered otherwise: a table, or a line of JSON each. */
export async function listExperiments(
  client: Client,
  { workspace, json, filter = {}, orderBy, limit }: ListExperimentsOptions,
  out: Output,
): Promise<void> {
  const { slug } = await findWorkspace(client, workspace);
  const { nodes, hasMore } = await collect(
    async (first, after) =>
      (
        await client.query(EXPERIMENTS, {
          workspace: slug,
          filter,
          orderBy: orderBy ?? null,
          first,
          after,
        })
      ).experiments,
    limit,
  );
  if (json) for (const row of nodes) out.print(JSON.stringify(row));
  else for (const line of formatTable(nodes)) out.print(line);
  if (hasMore) out.note(THERE_ARE_MORE);
}

export const score = (value: number | null | undefined): string =>
  value == null ? '-' : value.toFixed(3).replace(/^(-?)0\./, '$1.');

export function formatTable(rows: readonly Row[]): string[] {
  const cells = [
    ['ID', 'STATUS', 'K', 'SILHOUETTE', 'MSE', 'DATA', 'NAME'],
    ...rows.map(({ number, status, metrics, progress, dataset, datasetVersion, name }) => [
      `E-${number}`,
      status === 'RUNNING' ? `${Math.floor(progress.fraction * 100)} %` : status.toLowerCase(),
      String(metrics?.clusterCount ?? '-'),
      score(metrics?.silhouette),
      metrics?.mse?.toPrecision(3) ?? '-',
      `${dataset?.name ?? '?'}@${datasetVersion?.number ?? '?'}`,
      name,
    ]),
  ];
  return formatColumns(cells, new Set([2, 3, 4]));
}
