// Reading 30 generated files of float32 (4, 600, 600) to numbers of the machine, in turn with cfitsio (where gcc and
// libcfitsio-dev are there), astropy (where PEER_PYTHON names a Python that has it) and fitsjs, into the same memory
// again and into a new array each; then one plane of each, and RICE tiles of float32 and of int16. The files are in the page cache.
//   npm run bench -- fits [rounds=15]
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  chooseImage,
  createPixelMemory,
  FitsError,
  openFits,
  type ReadChannelsOptions,
  readChannels,
  readImage,
  writeFits,
} from '../packages/fits/src/index.ts';
import { openFileSource } from '../packages/fits/src/node/index.ts';
import { writeDiscs } from '../packages/testkit/src/discs/writeDiscs.ts';
import { openFitsjs } from './fits/fitsjs.ts';
import { compileCfitsioPeer, type Peer, packWithRice, type Reading, startPeer } from './fits/peers.ts';

const FILES = 30;
const PIXELS = 4 * 600 * 600;
const rounds = Number(process.argv[2] ?? 15);
const python = process.env['PEER_PYTHON'];
const folder = mkdtempSync(join(tmpdir(), 'asterism-bench-'));

/** A way to read all files. */
interface Contestant {
  name: string;
  read(): Promise<Reading>;
}

async function timed(paths: readonly string[], read: (path: string) => Promise<number>): Promise<Reading> {
  const start = performance.now();
  let check = 0;
  for (const path of paths) check += await read(path);
  return { seconds: (performance.now() - start) / 1000, check };
}

async function readSample(path: string, options: ReadChannelsOptions, planes?: number[]): Promise<number> {
  const source = await openFileSource(path, { blocking: true });
  const file = await openFits(source);
  const { data } = await readChannels(source, file, chooseImage(file, planes ? { planes } : {}), options);
  await source.close();
  return data[0]!;
}

async function readCompressed(path: string): Promise<number> {
  const source = await openFileSource(path, { blocking: true });
  const { hdus } = await openFits(source);
  const { data } = await readImage(source, hdus[1]!);
  await source.close();
  return Number(data[0]!);
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** All in turn, round after round; the first two rounds load code and are not counted. */
async function compare(contestants: readonly Contestant[]): Promise<Map<string, Reading>> {
  const runs = new Map(contestants.map(({ name }): [string, Reading[]] => [name, []]));
  for (let round = -2; round < rounds; round++)
    for (const { name, read } of contestants) {
      const reading = await read();
      if (round >= 0) runs.get(name)!.push(reading);
    }
  return new Map(
    [...runs].map(([name, readings]) => [
      name,
      { seconds: median(readings.map(({ seconds }) => seconds)), check: readings[0]!.check },
    ]),
  );
}

function report(metric: string, bytes: number, ours: Reading, [peerName, peer]: [string, Reading]): void {
  const speed = ({ seconds }: Reading) => bytes / 1e6 / seconds;
  console.log(
    JSON.stringify({
      bench: 'fits',
      metric,
      unit: 'MB/s',
      ours: Math.round(speed(ours)),
      peer: Math.round(speed(peer)),
      peerName,
      ratio: Number((speed(ours) / speed(peer)).toFixed(2)),
      betterIs: 'higher',
      checks: { ours: ours.check, peer: peer.check },
    }),
  );
}

async function startPeers(kind: 'float' | 'short', paths: readonly string[]): Promise<Peer[]> {
  const peers: Peer[] = [];
  if (cfitsio) peers.push(await startPeer(cfitsio, [kind, String(PIXELS), ...paths]));
  if (python)
    peers.push(await startPeer(python, [join(import.meta.dirname, 'fits/peer.py'), kind, ...paths]));
  else console.error('Without astropy: PEER_PYTHON names no Python.');
  return peers;
}

const discs = join(folder, 'discs');
const discPaths = () => readdirSync(discs).map((name) => join(discs, name));

async function benchFloats(): Promise<void> {
  mkdirSync(discs);
  await writeDiscs(discs, { count: FILES, size: 600, seed: 1 });
  const paths = discPaths();
  const memory = createPixelMemory(PIXELS);
  const readFitsjs = openFitsjs();
  const peers = await startPeers('float', paths);
  const ours: Contestant[] = [
    { name: 'in place', read: () => timed(paths, (path) => readSample(path, { target: memory })) },
    { name: 'into a fresh array', read: () => timed(paths, (path) => readSample(path, {})) },
  ];
  const onePlane = {
    name: 'one plane',
    read: () => timed(paths, (path) => readSample(path, { target: memory }, [2])),
  };
  const fitsjs = {
    name: 'fitsjs 0.6.6',
    read: () => timed(paths, async (path) => (await readFitsjs(path))[0]![0]!),
  };
  const results = await compare([...ours, onePlane, ...peers, fitsjs]);
  for (const peer of peers) peer.close();
  for (const { name } of ours)
    for (const peer of [...peers, fitsjs])
      report(`read ${FILES} files of float32 (4, 600, 600) ${name}`, FILES * PIXELS * 4, results.get(name)!, [
        peer.name,
        results.get(peer.name)!,
      ]);
  console.log(
    JSON.stringify({
      bench: 'fits',
      metric: 'open a file and read one plane of float32 (4, 600, 600)',
      unit: 'ms',
      ours: Number(((results.get('one plane')!.seconds / FILES) * 1000).toFixed(3)),
      betterIs: 'lower',
    }),
  );
}

/** A faint source in noise, as counts: what RICE is made for. */
function writeCounts(path: string, seed: number): void {
  let x = seed;
  const noise = () => {
    x = (Math.imul(x, 1103515245) + 12345) >>> 0;
    return (x >>> 16) / 65536 - 0.5;
  };
  const data = Int16Array.from(
    { length: PIXELS },
    (_, i) => 1000 + 60 * (noise() + noise() + noise()) + (i % 977 === 0 ? 9000 : 0),
  );
  writeFileSync(path, writeFits([{ shape: [4, 600, 600], data }]));
}

/** Whole numbers as they are; real ones quantised, and dithered by whoever packs them. */
async function benchRice(kind: 'float' | 'short', unpacked: readonly string[]): Promise<void> {
  if (!packWithRice(unpacked, python)) return;
  const paths = unpacked.map((path) => `${path}.fz`);
  const ours = { name: 'ours', read: () => timed(paths, readCompressed) };
  try {
    await ours.read();
  } catch (error) {
    if (!(error instanceof FitsError)) throw error;
    console.error(`Without RICE tiles: ${error.message}`);
    return;
  }
  const peers = await startPeers(kind, paths);
  const results = await compare([ours, ...peers]);
  for (const peer of peers) {
    peer.close();
    report(
      `read ${paths.length} files of ${kind === 'float' ? 'float32' : 'int16'} (4, 600, 600) in RICE_1 tiles`,
      paths.length * PIXELS * (kind === 'float' ? 4 : 2),
      results.get('ours')!,
      [peer.name, results.get(peer.name)!],
    );
  }
}

const cfitsio = compileCfitsioPeer(folder);
try {
  await benchFloats();
  // fpack takes three axes at most, and every third disc has five.
  await benchRice(
    'float',
    discPaths().filter((_, i) => i % 3 === 0),
  );
  const counts = Array.from({ length: FILES / 3 }, (_, i) => join(folder, `counts${i}.fits`));
  counts.forEach(writeCounts);
  await benchRice('short', counts);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
