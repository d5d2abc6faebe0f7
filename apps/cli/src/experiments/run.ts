import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../client.ts';
import { findVersion } from '../datasets/datasets.ts';
import { CommandFailure, throwProblems } from '../failure.ts';
import type { CreateStudyInput } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { findWorkspace } from '../workspace.ts';
import { parseStudyFile } from './studyFile.ts';
import { type Row, score } from './table.ts';

const CREATE_STUDY = graphql(`
  mutation CreateStudy($input: CreateStudyInput!) {
    createStudy(input: $input) {
      study {
        id
        name
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

const STUDY_STATE = graphql(`
  query StudyState($id: ID!) {
    node(id: $id) {
      ... on Study {
        name
        status
        progress
        bestReason
        experiments(first: 1000) {
          edges {
            node {
              id
              number
              name
              status
              failure {
                code
                message
              }
              progress {
                stage
                fraction
                epoch
                epochs
              }
              metrics {
                silhouette
                clusterCount
              }
            }
          }
        }
      }
    }
  }
`);

export interface RunOptions {
  /** NAME or NAME@VERSION; without it the study names a datasetVersionId. */
  dataset?: string;
  workspace?: string;
  wait?: boolean;
}

const POLL_MS = 500;
const LIVE = new Set(['QUEUED', 'RUNNING']);

/** Starts the study of a YAML file over a data set; with `wait`, tells how it goes until every experiment is over. */
export async function runStudy(
  client: Client,
  file: string,
  options: RunOptions,
  print: (line: string) => void,
): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CommandFailure(`${file} cannot be read: ${error.message}`, 2);
  });
  const study = parseStudyFile(text, basename(file));
  const { dataset } = options;
  if (dataset === undefined && study.datasetVersionId === undefined)
    throw new CommandFailure(
      `Name the data set with --dataset, or its version with datasetVersionId in ${basename(file)}.`,
      2,
    );
  const { slug } = await findWorkspace(client, options.workspace ?? study.workspace);
  const version = dataset === undefined ? null : await findVersion(client, slug, dataset);
  // The server checks every name in it.
  const input = {
    name: basename(file).replace(/\.ya?ml$/, ''),
    ...study,
    workspace: slug,
    datasetVersionId: version?.id ?? study.datasetVersionId,
  } as CreateStudyInput;
  const { createStudy } = await client.query(CREATE_STUDY, { input });
  throwProblems(createStudy.problems);
  const { id, name } = createStudy.study!;
  print(`${name}: started${version ? ` over ${dataset} (version ${version.number})` : ''}`);
  if (options.wait) await waitForStudy(client, id, print);
}

async function waitForStudy(client: Client, id: string, print: (line: string) => void): Promise<void> {
  for (let shown = ''; ; await pause(POLL_MS)) {
    const { node } = await client.query(STUDY_STATE, { id });
    if (!node || !('progress' in node)) throw new CommandFailure('The study is no longer there.');
    const rows = (node.experiments?.edges ?? []).map((edge) => edge.node);
    const over = rows.filter(({ status }) => !LIVE.has(status));
    const line = `${Math.floor(node.progress * 100)} %  ${over.length} of ${rows.length} experiments done${current(rows)}`;
    if (line !== shown) print(line);
    shown = line;
    if (over.length < rows.length || rows.length === 0) continue;
    for (const { number, name, status, metrics, failure } of rows)
      print(
        `E-${number}  ${status.toLowerCase()}  k ${metrics?.clusterCount ?? '-'}  silhouette ${score(metrics?.silhouette)}  ${name}${failure ? `  ${failure.code}: ${failure.message}` : ''}`,
      );
    print(node.bestReason ?? `${node.name}: done`);
    if (rows.some(({ status }) => status !== 'SUCCEEDED'))
      throw new CommandFailure('Not every experiment succeeded.');
    return;
  }
}

function current(rows: readonly Pick<Row, 'number' | 'status' | 'progress'>[]): string {
  const running = rows.find(({ status }) => status === 'RUNNING');
  if (!running?.progress.stage) return '';
  const { stage, epoch, epochs } = running.progress;
  return `; E-${running.number} ${stage.toLowerCase()}${epoch ? ` epoch ${epoch} of ${epochs}` : ''}`;
}
