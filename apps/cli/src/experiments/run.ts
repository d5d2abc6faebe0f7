import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Client } from '../client.ts';
import { findVersion } from '../datasets/datasets.ts';
import { CommandFailure, EXIT, throwProblems } from '../failure.ts';
import type { CreateStudyInput } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { watchStudy } from '../live/study.ts';
import type { Output } from '../output.ts';
import { findWorkspace } from '../workspace.ts';
import { parseStudyFile } from './studyFile.ts';

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

export interface RunOptions {
  /** NAME or NAME@VERSION; without it the study names a datasetVersionId. */
  dataset?: string;
  workspace?: string;
  wait?: boolean;
  json?: boolean;
}

/** Starts the study of a YAML file over a data set; with `wait`, tells how it goes until every experiment is over. */
export async function runStudy(
  client: Client,
  file: string,
  options: RunOptions,
  out: Output,
): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CommandFailure(`${file} cannot be read: ${error.message}`, EXIT.misused);
  });
  const study = parseStudyFile(text, basename(file));
  const { dataset } = options;
  if (dataset === undefined && study.datasetVersionId === undefined)
    throw new CommandFailure(
      `Name the data set with --dataset, or its version with datasetVersionId in ${basename(file)}.`,
      EXIT.misused,
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
  if (options.json) out.print(JSON.stringify({ study: { id, name } }));
  else out.print(`${name}: started${version ? ` over ${dataset} (version ${version.number})` : ''}`);
  if (options.wait) await watchStudy(client, id, options.json ?? false, out);
  else if (!options.json) out.print(`follow it with: asterism watch ${id}`);
}
