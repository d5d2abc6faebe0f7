import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { orderBy } from 'natural-orderby';
import type { Client } from '../client.ts';
import { CommandFailure, throwProblems } from '../failure.ts';
import { graphql } from '../gql/index.ts';
import { findWorkspace } from '../workspace.ts';
import { findDataset, makeDataset } from './datasets.ts';
import { uploadFiles } from './upload.ts';

const ADD_FILES = graphql(`
  mutation AddFiles($input: AddFilesInput!) {
    addFiles(input: $input) {
      version {
        id
        number
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

const IMPORT_STATE = graphql(`
  query ImportState($id: ID!) {
    node(id: $id) {
      ... on DatasetVersion {
        status
        progress
        sampleCount
        refused {
          name
          code
          message
          byteOffset
        }
      }
    }
  }
`);

export interface ImportOptions {
  dataset: string;
  workspace?: string;
  hdu?: number;
}

const POLL_MS = 300;

/**
 * Sends every file of a folder and waits until each is read. Prints a line a file, accepted or refused with the
 * reason. Throws CommandFailure where nothing was accepted.
 */
export async function importFolder(
  client: Client,
  folder: string,
  options: ImportOptions,
  print: (line: string) => void,
): Promise<void> {
  const names = await fileNames(folder);
  const { slug, uploadUrl } = await findWorkspace(client, options.workspace);
  const dataset =
    (await findDataset(client, slug, options.dataset)) ?? (await makeDataset(client, slug, options.dataset));
  let sent = 0;
  const ids = await uploadFiles(
    names.map((name) => join(folder, name)),
    { uploadUrl, token: client.server.token, workspace: slug },
    () => print(`sent ${++sent} of ${names.length}`),
  );
  const { addFiles } = await client.query(ADD_FILES, {
    input: { datasetId: dataset.id, uploadIds: ids.flatMap((id) => id ?? []), hdu: options.hdu ?? null },
  });
  throwProblems(addFiles.problems);
  const version = addFiles.version!;
  const { refused, status, sampleCount } = await waitForImport(client, version.id, print);
  const reasons = new Map(refused.map((file) => [file.name, file]));
  for (const name of names) {
    const reason = reasons.get(name);
    const place = reason?.byteOffset == null ? '' : ` at byte ${reason.byteOffset}`;
    print(reason ? `refused   ${name}  ${reason.code}${place}: ${reason.message}` : `accepted  ${name}`);
  }
  const accepted = names.length - reasons.size;
  print(
    `${options.dataset} version ${version.number}: ${sampleCount} samples; ${accepted} files accepted, ${reasons.size} refused`,
  );
  if (status === 'FAILED' || accepted === 0)
    throw new CommandFailure('No file of the folder could be read as a sample.');
}

async function fileNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw new CommandFailure(`${folder} cannot be read: ${error.message}`, 2);
  });
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => entry.name);
  if (names.length === 0) throw new CommandFailure(`${folder} holds no files.`, 2);
  return orderBy(names);
}

async function waitForImport(client: Client, id: string, print: (line: string) => void) {
  for (let shown = -1; ; await pause(POLL_MS)) {
    const { node } = await client.query(IMPORT_STATE, { id });
    if (!node || !('status' in node)) throw new CommandFailure('The version is no longer there.');
    const percent = Math.floor(node.progress * 100);
    if (node.status !== 'IMPORTING') return node;
    if (percent !== shown) print(`reading ${percent} %`);
    shown = percent;
  }
}
