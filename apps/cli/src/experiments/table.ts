import type { Client } from '../client.ts';
import type { ExperimentRowsQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { findWorkspace } from '../workspace.ts';

const EXPERIMENTS = graphql(`
  query ExperimentRows($workspace: String!, $after: String) {
    experiments(workspace: $workspace, first: 100, after: $after) {
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

/** Prints the workspace's experiments, the newest first: a table, or a line of JSON each. */
export async function listExperiments(
  client: Client,
  options: { workspace?: string; json?: boolean },
  print: (line: string) => void,
): Promise<void> {
  const { slug } = await findWorkspace(client, options.workspace);
  const rows = await allExperiments(client, slug);
  if (options.json) for (const row of rows) print(JSON.stringify(row));
  else for (const line of formatTable(rows)) print(line);
}

export async function allExperiments(client: Client, workspace: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null; ; ) {
    const page: Connection | null | undefined = (await client.query(EXPERIMENTS, { workspace, after }))
      .experiments;
    rows.push(...(page?.edges ?? []).map((edge) => edge.node));
    if (!page?.pageInfo.hasNextPage) return rows;
    after = page.pageInfo.endCursor ?? null;
  }
}

export const score = (value: number | null | undefined): string =>
  value == null ? '-' : value.toFixed(3).replace(/^(-?)0\./, '$1.');

/** Columns as wide as their longest entry; numbers to the right. */
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
  const numeric = new Set([2, 3, 4]);
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells.map((row) =>
    row
      .map((cell, column) =>
        numeric.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
}
