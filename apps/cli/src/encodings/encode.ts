import { access, constants, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../client.ts';
import { findVersion } from '../datasets/datasets.ts';
import { type Refusal, refusalLine } from '../datasets/import.ts';
import { uploadFiles } from '../datasets/upload.ts';
import { globalId } from '../experiments/globalId.ts';
import { CommandFailure, throwProblems } from '../failure.ts';
import { findWorkspace } from '../workspace.ts';
import { ENCODE_IMAGES, ENCODED_IMAGES, ENCODING_STATE, type EncodingState } from './encodingDocuments.ts';
import { imageLine, type PlacedImage } from './imageLine.ts';

export interface EncodeOptions {
  workspace?: string;
  /** NAME or NAME@VERSION, instead of files. */
  dataset?: string;
  json?: boolean;
  /** Where the latents are written, as .npy. */
  out?: string;
  groupBy?: string;
  hdu?: number[];
  planes?: number[];
  channelAxis?: number;
}

const POLL_MS = 300;

/**
 * Puts files, or the samples of a data set version, through the model of a finished experiment and prints where each
 * falls. Throws CommandFailure, also where nothing could be encoded.
 */
export async function encodeImages(
  client: Client,
  { id, files }: { id: string; files: readonly string[] },
  options: EncodeOptions,
  print: (line: string) => void,
): Promise<void> {
  const { dataset, json, out, workspace } = options;
  if (files.length > 0 === (dataset !== undefined))
    throw new CommandFailure('Name files, or a data set with --dataset.', 2);
  const experimentId = await globalId(client, id, workspace);
  const tell = json ? () => undefined : print;
  const { slug, uploadUrl } = await findWorkspace(client, workspace);
  const { readable, unreadable } = await sortOut(files);
  if (dataset === undefined && readable.length === 0)
    throw new CommandFailure(unreadable.map(refusalLine).join('\n'));
  let sent = 0;
  const images =
    dataset === undefined
      ? {
          uploadIds: await uploadFiles(
            readable,
            { uploadUrl, token: client.server.token, workspace: slug },
            () => tell(`sent ${++sent} of ${readable.length}`),
          ),
        }
      : { datasetVersionId: (await findVersion(client, slug, dataset)).id };
  const { hdu, planes, channelAxis, groupBy } = options;
  const { encodeImages: started } = await client.query(ENCODE_IMAGES, {
    input: {
      experimentId,
      ...images,
      hdus: hdu ?? null,
      planes: planes ?? null,
      channelAxis: channelAxis ?? null,
      groupBy: groupBy ?? null,
    },
  });
  throwProblems(started.problems);
  const encodingId = started.encoding!.id;
  const state = await waitFor(client, encodingId, tell);
  const refused = [...unreadable, ...state.refused];
  const { __typename: _, ...rest } = state;
  const placed = await imagesOf(client, encodingId);
  if (json) print(JSON.stringify({ id: encodingId, ...rest, refused, images: placed }));
  else {
    for (const image of placed) print(imageLine(image));
    for (const file of refused) print(refusalLine(file));
    print(`E-${state.experiment.number}: ${placed.length} encoded, ${refused.length} refused`);
  }
  if (state.failure) throw new CommandFailure(`${state.failure.message} (${state.failure.code})`);
  if (out !== undefined && state.latents) {
    await writeFile(out, await client.bytes(`${state.latents.url}&format=npy`));
    tell(out);
  }
}

/** Files that this user may not read, or that are not there, hold up no others. */
async function sortOut(files: readonly string[]): Promise<{ readable: string[]; unreadable: Refusal[] }> {
  const readable: string[] = [];
  const unreadable: Refusal[] = [];
  for (const name of files)
    await access(name, constants.R_OK).then(
      () => readable.push(name),
      (error: Error) => unreadable.push({ name, code: 'UNREADABLE', message: error.message }),
    );
  return { readable, unreadable };
}

async function waitFor(client: Client, id: string, tell: (line: string) => void): Promise<EncodingState> {
  for (let shown = ''; ; await pause(POLL_MS)) {
    const { node } = await client.query(ENCODING_STATE, { id });
    if (node?.__typename !== 'Encoding') throw new CommandFailure('The encoding is no longer there.');
    const { status, progress } = node;
    if (status !== 'QUEUED' && status !== 'RUNNING') return node;
    const line = status === 'QUEUED' ? 'waiting for a worker' : `encoding ${Math.floor(progress * 100)} %`;
    if (line !== shown) tell(line);
    shown = line;
  }
}

async function imagesOf(client: Client, id: string): Promise<PlacedImage[]> {
  const pageAfter = async (after: string | null) => {
    const { node } = await client.query(ENCODED_IMAGES, { id, after });
    return node?.__typename === 'Encoding' ? node.images : null;
  };
  const images: PlacedImage[] = [];
  for (let page = await pageAfter(null); page; ) {
    images.push(...page.edges.map((edge) => edge.node));
    const { hasNextPage, endCursor } = page.pageInfo;
    page = hasNextPage ? await pageAfter(endCursor ?? null) : null;
  }
  return images;
}
