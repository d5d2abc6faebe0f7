import { access, constants, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { orderBy } from 'natural-orderby';
import type { Client } from '../client.ts';
import { CommandFailure, throwProblems } from '../failure.ts';
import { graphql } from '../gql/index.ts';
import { findWorkspace } from '../workspace.ts';
import { findDataset, makeDataset, type NamedDataset } from './datasets.ts';
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
  /** Read there instead of sending a folder. */
  serverFolder?: string;
  groupBy?: string;
  hdu?: number[];
  planes?: number[];
  channelAxis?: number;
}

const POLL_MS = 300;

/**
 * Adds the files of a folder, of this machine or of the server, and waits until each is read. Prints a line a file,
 * accepted or refused with the reason. Throws CommandFailure where nothing was accepted.
 */
export async function importFiles(
  client: Client,
  folder: string | null,
  options: ImportOptions,
  print: (line: string) => void,
): Promise<void> {
  const { serverFolder } = options;
  if (folder !== null && serverFolder === undefined) return importFolder(client, folder, options, print);
  if (folder !== null || serverFolder === undefined)
    throw new CommandFailure('Name a folder to send, or one of the server with --server-folder.', 2);
  const { slug } = await findWorkspace(client, options.workspace);
  const dataset = await findOrMake(client, slug, options.dataset);
  const version = await addFiles(client, dataset.id, { serverFolder }, options);
  const { refused, status, sampleCount } = await waitForImport(client, version.id, print);
  for (const file of refused) print(refusalLine(file));
  print(`${options.dataset} version ${version.number}: ${sampleCount} samples; ${refused.length} refused`);
  if (status === 'FAILED') throw new CommandFailure(whyNone(refused));
}

async function importFolder(
  client: Client,
  folder: string,
  options: ImportOptions,
  print: (line: string) => void,
): Promise<void> {
  const names = await fileNames(folder);
  const { slug, uploadUrl } = await findWorkspace(client, options.workspace);
  const dataset = await findOrMake(client, slug, options.dataset);
  const unreadable = await unreadableFiles(folder, names);
  const readable = names.filter((name) => !unreadable.has(name));
  if (readable.length === 0) {
    for (const file of unreadable.values()) print(refusalLine(file));
    throw new CommandFailure('No file of the folder could be read.');
  }
  let sent = 0;
  const uploadIds = await uploadFiles(
    readable.map((name) => join(folder, name)),
    { uploadUrl, token: client.server.token, workspace: slug },
    () => print(`sent ${++sent} of ${readable.length}`),
  );
  const version = await addFiles(client, dataset.id, { uploadIds }, options);
  const { refused, status, sampleCount } = await waitForImport(client, version.id, print);
  const reasons = new Map([...unreadable, ...refused.map((file) => [file.name, file] as const)]);
  // Of groups it is the samples that are refused, by names that no file has.
  const lines = options.groupBy === undefined ? names : [...reasons.keys()];
  for (const name of lines) {
    const reason = reasons.get(name);
    print(reason ? refusalLine(reason) : `accepted  ${name}`);
  }
  const accepted = names.length - reasons.size;
  const counted =
    options.groupBy === undefined
      ? `${accepted} files accepted, ${reasons.size} refused`
      : `${reasons.size} files or groups refused`;
  print(`${options.dataset} version ${version.number}: ${sampleCount} samples; ${counted}`);
  if (status === 'FAILED' || accepted === 0) throw new CommandFailure(whyNone([...reasons.values()]));
}

const findOrMake = async (client: Client, slug: string, name: string): Promise<NamedDataset> =>
  (await findDataset(client, slug, name)) ?? (await makeDataset(client, slug, name));

async function addFiles(
  client: Client,
  datasetId: string,
  from: { uploadIds: string[] } | { serverFolder: string },
  { hdu, planes, channelAxis, groupBy }: ImportOptions,
): Promise<{ id: string; number: number }> {
  const { addFiles: added } = await client.query(ADD_FILES, {
    input: {
      datasetId,
      ...from,
      hdus: hdu ?? null,
      planes: planes ?? null,
      channelAxis: channelAxis ?? null,
      groupBy: groupBy ?? null,
    },
  });
  throwProblems(added.problems);
  return added.version!;
}

export interface Refusal {
  name: string;
  code: string;
  message: string;
  byteOffset?: number | null;
}

export function refusalLine({ name, code, message, byteOffset }: Refusal): string {
  return `refused   ${name}  ${code}${byteOffset == null ? '' : ` at byte ${byteOffset}`}: ${message}`;
}

const whyNone = (reasons: readonly Refusal[]): string =>
  reasons.every(({ code }) => code === 'DUPLICATE')
    ? 'Every file of the folder is in the data set already.'
    : 'No file of the folder could be read as a sample.';

/** Every file, hidden ones and those behind links too, in natural order. Throws CommandFailure. */
async function fileNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch((error: Error) => {
    throw new CommandFailure(`${folder} cannot be read: ${error.message}`, 2);
  });
  const names: string[] = [];
  for (const name of entries) {
    // A link that leads nowhere is offered, so that it is listed as refused.
    const isFile = await stat(join(folder, name)).then(
      (found) => found.isFile(),
      () => true,
    );
    if (isFile) names.push(name);
  }
  if (names.length === 0) throw new CommandFailure(`${folder} holds no files.`, 2);
  return orderBy(names);
}

/** The files that this user may not read, or that are no longer there. */
async function unreadableFiles(folder: string, names: readonly string[]): Promise<Map<string, Refusal>> {
  const refusals = new Map<string, Refusal>();
  for (const name of names)
    await access(join(folder, name), constants.R_OK).catch((error: Error) => {
      refusals.set(name, { name, code: 'UNREADABLE', message: error.message });
    });
  return refusals;
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
