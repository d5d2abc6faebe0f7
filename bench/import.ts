// Importing a folder of 150 generated files of float32 (4, 600, 600), 864 MB: from the request to a version that is READY,
// with statistics, previews, sprite sheets and common limits; by a worker as it runs beside the API, against a PostgreSQL
// of its own, once from a folder of the server (read, hashed, copied) and once from files that were uploaded before. In
// turn, where PEER_PYTHON names a Python with astropy, with a script that reads, hashes, copies, measures and draws the
// same. The files are in the page cache; the first round loads code and starts processes and is given apart.
//   npm run bench -- import [rounds=3] [folder of FITS files]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { startWorker } from '../apps/worker/src/worker.ts';
import { openBlobStore } from '../packages/blobs/src/index.ts';
import { createDb } from '../packages/db/src/index.ts';
import { sendJob } from '../packages/jobs/src/index.ts';
import { createTestDatabase, writeDiscs } from '../packages/testkit/src/index.ts';
import { openPeer } from './import/peer.ts';

const WORKER = join(import.meta.dirname, '../apps/worker');
// Children as they run in the product: compiling sources would be part of the first round.
execFileSync(process.execPath, [join(WORKER, 'build.mjs')], { stdio: ['ignore', 2, 2] });
const rounds = Number(process.argv[2] ?? 3);
const scratch = mkdtempSync(join(tmpdir(), 'asterism-bench-import-'));
const folder = resolve(process.argv[3] ?? join(scratch, 'discs'));
if (!process.argv[3]) await writeDiscs(folder, { count: 150, size: 600, seed: 1 });
const names = readdirSync(folder);

const database = await createTestDatabase();
const db = createDb(database.url);
const { id: workspaceId } = await db.workspace.create({ data: { slug: 'bench', name: 'Bench' } });
let datasets = 0;

interface Import {
  seconds: number;
  sampleCount: number;
}

/** Reads the files into an empty store and an empty data set. */
async function importOnce(way: 'folder' | 'uploads'): Promise<Import> {
  const blobFolder = mkdtempSync(join(scratch, 'blobs-'));
  const blobs = openBlobStore(blobFolder);
  const files: { fileName: string; sha256: string; number: number }[] = [];
  for (const [number, fileName] of (way === 'uploads' ? names : []).entries()) {
    const copy = join(blobFolder, 'upload');
    await copyFile(join(folder, fileName), copy);
    files.push({ fileName, number, sha256: (await blobs.putFile(copy)).sha256 });
  }
  const worker = await startWorker({
    databaseUrl: database.url,
    blobUrl: blobFolder,
    backend: 'wasm',
    threads: 2,
    concurrency: 2,
    serverRoots: [folder],
    name: 'bench',
    log: pino({ level: 'warn' }, pino.destination(2)),
    childEntry: join(WORKER, 'dist/child.js'),
  });
  const start = performance.now();
  const versionId = await db.$transaction(async (tx) => {
    const { id } = await tx.datasetVersion.create({
      data: {
        dataset: { create: { workspaceId, name: `bench ${++datasets}` } },
        number: 1,
        request: {
          previousVersionId: null,
          serverFolder: way === 'folder' ? folder : null,
          hdus: null,
          planes: null,
          channelAxis: null,
          groupBy: null,
        },
        files: { create: files },
      },
    });
    await sendJob(tx, 'version.import', { versionId: id });
    return id;
  });
  for (;;) {
    const { status, sampleCount } = await db.datasetVersion.findUniqueOrThrow({ where: { id: versionId } });
    const seconds = (performance.now() - start) / 1000;
    if (status === 'IMPORTING') {
      await pause(200);
      continue;
    }
    await worker.stop();
    rmSync(blobFolder, { recursive: true });
    await db.sampleContent.deleteMany({ where: { samples: { none: {} } } });
    await db.dataset.deleteMany();
    await db.sampleContent.deleteMany();
    if (status !== 'READY') throw new Error('The import failed.');
    return { seconds, sampleCount };
  }
}

const python = process.env['PEER_PYTHON'];
const peer = python ? await openPeer(python, folder, scratch) : null;
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

function print(metric: string, ours: number, peers: number[], checks: Record<string, number>): void {
  const other = peer && peers.length > 0 ? median(peers) : null;
  console.log(
    JSON.stringify({
      bench: 'import',
      metric,
      unit: 's',
      ours: Number(ours.toFixed(2)),
      peer: other === null ? null : Number(other.toFixed(2)),
      peerName: other === null ? null : peer!.name,
      ratio: other === null ? null : Number((ours / other).toFixed(2)),
      betterIs: 'lower',
      checks,
    }),
  );
}

try {
  const seconds = { folder: [] as number[], uploads: [] as number[], peer: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const way of ['folder', 'uploads'] as const) {
      const done = await importOnce(way);
      seconds[way].push(done.seconds);
      if (done.sampleCount !== names.length) throw new Error(`Only ${done.sampleCount} samples came in.`);
    }
    if (peer) seconds.peer.push(await peer.run());
  }
  const checks = { files: names.length, rounds };
  print(
    `import ${names.length} files from a folder to READY with sheets`,
    median(seconds.folder),
    seconds.peer,
    checks,
  );
  print(
    `import ${names.length} uploaded files to READY with sheets`,
    median(seconds.uploads),
    seconds.peer,
    checks,
  );
} finally {
  peer?.close();
  await db.$disconnect();
  await database.drop();
  rmSync(scratch, { recursive: true, force: true });
}
