import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBlobStore } from '@asterism/blobs';
import type { BlobRef } from '@asterism/db';
import { CLUSTERING_ALGORITHMS, clusteringParams, createRandom, PROJECTION_KINDS } from '@asterism/ml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WarmChild } from '../src/children/childProcess.ts';
import type { Task } from '../src/children/tasks.ts';
import { tinyFiles } from './files.ts';
import { createWorld, SOURCE_CHILD, type World } from './world.ts';

describe('a child in the middle of', () => {
  const COLS = 24;
  let folder: string;
  let child: WarmChild;
  let latents: BlobRef;
  // umap-js makes its graph in one go: of 4,000 samples some seconds on a busy machine.
  let fewLatents: BlobRef;
  // The scores of a map of 4,000 samples are there before the last of the delays.
  let manyLatents: BlobRef;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'asterism-children-'));
    const random = createRandom(1);
    latents = await store(4000, () => random.normal());
    fewLatents = await store(800, () => random.normal());
    manyLatents = await store(16_000, () => random.normal());
    child = await WarmChild.open({
      entry: SOURCE_CHILD.childEntry,
      execArgv: SOURCE_CHILD.childExecArgv,
      role: 'light',
      blobUrl: folder,
      backend: 'auto',
      threads: 1,
      variables: process.env,
      onOutput: () => undefined,
    });
  });
  afterAll(() => {
    child.kill();
    rmSync(folder, { recursive: true });
  });

  async function store(rows: number, draw: () => number): Promise<BlobRef> {
    const values = Float32Array.from({ length: rows * COLS }, draw);
    const { sha256 } = await openBlobStore(folder).put(new Uint8Array(values.buffer));
    return { sha256, dtype: 'float32', shape: [rows, COLS] };
  }

  const TASKS: [string, () => Task][] = [
    ...CLUSTERING_ALGORITHMS.map((algorithm): [string, () => Task] => [
      `CLUSTER ${algorithm}`,
      () => ({ kind: 'CLUSTER', latents, clustering: clusteringParams.parse({ algorithm }), seed: 1 }),
    ]),
    ...PROJECTION_KINDS.map((projection): [string, () => Task] => [
      `PROJECT ${projection}`,
      () => ({
        kind: 'PROJECT',
        latents: { PCA: manyLatents, TSNE: latents, UMAP: fewLatents }[projection],
        projection,
      }),
    ]),
  ];

  test.each(TASKS)('%s hears that it is to stop, and is not killed for not hearing', async (_, taskOf) => {
    const { pid } = child;
    const waits: number[] = [];
    for (const delay of [50, 400, 900]) {
      const stop = new AbortController();
      let asked = 0;
      const timer = setTimeout(() => {
        asked = performance.now();
        stop.abort(new Error('enough'));
      }, delay);
      const run = child.run(taskOf(), { signal: stop.signal });
      await expect(run).rejects.toMatchObject({ name: 'WorkAborted' });
      clearTimeout(timer);
      waits.push(performance.now() - asked);
    }
    // It takes some ten milliseconds; the least of three, since this machine may be doing other things too.
    expect(Math.min(...waits)).toBeLessThan(1000);
    // Who has not heard within three seconds is killed. What a child holds is free for the next task.
    expect([child.isAlive, child.pid]).toEqual([true, pid]);
    const random = createRandom(2);
    const few = await store(20, () => random.normal());
    const { result } = await child.run(
      { kind: 'PROJECT', latents: few, projection: 'PCA' },
      { signal: new AbortController().signal },
    );
    expect(result.coordinates.shape).toEqual([20, 2]);
  });
});

describe('children that are killed in the middle', () => {
  const PROJECTED = PROJECTION_KINDS.filter((kind) => kind !== 'PCA');
  const worlds: World[] = [];
  afterAll(async () => {
    for (const world of worlds) await world.close();
  });

  /** What experiments by every clusterer leave, by a worker whose children run this. */
  async function resultsBy(childEntry: string) {
    const world = await createWorld();
    worlds.push(world);
    await world.startWorker({ ...SOURCE_CHILD, childEntry });
    const versionId = await world.readFiles(tinyFiles(14));
    for (const algorithm of CLUSTERING_ALGORITHMS) {
      const range = algorithm === 'HDBSCAN' ? { scanFrom: 2, scanTo: 5 } : { scanTo: 4 };
      const clustering = { algorithm, ...range };
      const { id } = await world.addExperiment(versionId, { clustering, projections: PROJECTED });
      expect(await world.reaches(id, 'SUCCEEDED', 'FAILED')).toMatchObject({ failure: null });
    }
    const stages = await world.db.stage.findMany({
      where: { kind: { in: ['CLUSTER', 'PROJECT'] } },
      include: {
        projection: { omit: { stageId: true } },
        clustering: {
          omit: { stageId: true },
          include: { scan: { omit: { stageId: true }, orderBy: { value: 'asc' } } },
        },
      },
    });
    return {
      folder: world.blobFolder,
      attempts: stages.map(({ attempt }) => attempt),
      made: new Map(
        stages.map(({ clustering, projection }) => [
          clustering?.algorithm ?? projection!.kind,
          clustering ?? projection,
        ]),
      ),
    };
  }

  test('are replaced, and the work is done again to the same bytes', async () => {
    const usual = await resultsBy(SOURCE_CHILD.childEntry);
    const killed = await resultsBy(join(import.meta.dirname, 'halfwayChild.ts'));
    const made = [...CLUSTERING_ALGORITHMS, ...PROJECTED];
    expect([...usual.made.keys()].sort()).toEqual(made.toSorted());
    for (const algorithm of made) expect(existsSync(join(killed.folder, `died in ${algorithm}`))).toBe(true);
    expect(new Set(usual.attempts)).toEqual(new Set([0]));
    expect(new Set(killed.attempts)).toEqual(new Set([1]));
    expect(killed.made).toEqual(usual.made);
  }, 240_000);
});
