// Thumbnails of 150 generated samples (4, 600, 600), every channel: as the gallery asks for them (128 pixels, from the
// preview that the import has left), and from the FITS files themselves, as who has no previews must. In one process; in
// turn, where PEER_PYTHON names a Python with astropy, with a script that makes the same from the files.
//   npm run bench -- thumbnails [rounds=3] [folder of FITS files]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderThumbnail } from '../apps/api/src/modules/samples/thumbnail.ts';
import { thumbnailRequest } from '../apps/api/src/modules/samples/thumbnailRequest.ts';
import { bytesOf } from '../apps/worker/src/child/context.ts';
import { surveyPixels } from '../apps/worker/src/import/statistics.ts';
import { openBlobStore } from '../packages/blobs/src/index.ts';
import { chooseImage, openFits, readChannels } from '../packages/fits/src/index.ts';
import { openFileSource } from '../packages/fits/src/node/index.ts';
import { writeDiscs } from '../packages/testkit/src/index.ts';

const rounds = Number(process.argv[2] ?? 3);
const scratch = mkdtempSync(join(tmpdir(), 'asterism-bench-thumbnails-'));
const folder = process.argv[3] ?? join(scratch, 'discs');
if (!process.argv[3]) await writeDiscs(folder, { count: 150, size: 600, seed: 1 });
const paths = readdirSync(folder).map((name) => join(folder, name));
const blobs = openBlobStore(join(scratch, 'blobs'));

interface Previewed {
  sha256: string;
  width: number;
  height: number;
  channels: number;
  percentiles: number[];
}

async function readPreview(path: string) {
  const source = await openFileSource(path, { blocking: true });
  const file = await openFits(source);
  const survey = surveyPixels(await readChannels(source, file, chooseImage(file)));
  await source.close();
  return survey;
}

let pngBytes = 0;
function draw(data: Float32Array, { width, height, channels, percentiles }: Omit<Previewed, 'sha256'>): void {
  const area = width * height;
  for (let channel = 0; channel < channels; channel++) {
    const plane = { data: data.subarray(channel * area, (channel + 1) * area), width, height };
    pngBytes += renderThumbnail(plane, { percentiles }, thumbnailRequest.parse({ channel })).length;
  }
}

async function fromPreviews(samples: readonly Previewed[]): Promise<number> {
  const start = performance.now();
  for (const sample of samples) {
    const bytes = await blobs.read(sample.sha256);
    draw(new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)), sample);
  }
  return (performance.now() - start) / 1000;
}

async function fromFiles(): Promise<number> {
  const start = performance.now();
  for (const path of paths) {
    const { preview, percentiles } = await readPreview(path);
    draw(preview.data, { ...preview, percentiles });
  }
  return (performance.now() - start) / 1000;
}

function fromFilesByPython(python: string): number {
  const script = join(import.meta.dirname, 'import', 'thumbnails_peer.py');
  const { stdout, status, stderr } = spawnSync(python, [script, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

function print(metric: string, ours: number, peer: number | null): void {
  console.log(
    JSON.stringify({
      bench: 'thumbnails',
      metric,
      unit: 's',
      ours: Number(ours.toFixed(2)),
      peer: peer === null ? null : Number(peer.toFixed(2)),
      peerName: peer === null ? null : 'astropy and numpy, one process',
      ratio: peer === null ? null : Number((ours / peer).toFixed(2)),
      betterIs: 'lower',
    }),
  );
}

try {
  const samples: Previewed[] = [];
  for (const path of paths) {
    const { preview, percentiles } = await readPreview(path);
    const { sha256 } = await blobs.put(bytesOf(preview.data));
    samples.push({ sha256, percentiles, ...preview });
  }
  const python = process.env['PEER_PYTHON'];
  const seconds = { previews: [] as number[], files: [] as number[], peer: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    seconds.previews.push(await fromPreviews(samples));
    seconds.files.push(await fromFiles());
    if (python) seconds.peer.push(fromFilesByPython(python));
  }
  const count = samples.reduce((sum, { channels }) => sum + channels, 0);
  print(`${count} thumbnails from previews`, median(seconds.previews), null);
  print(`${count} thumbnails from the files`, median(seconds.files), python ? median(seconds.peer) : null);
  if (pngBytes === 0) throw new Error('Nothing was drawn.');
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
