import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BlobStore, openBlobStore } from '@asterism/blobs';
import { createDb, type Db, type Experiment, type RunStatus } from '@asterism/db';
import { sendJob } from '@asterism/jobs';
import { clusteringParams, modelParams, type ProjectionKind, preprocessingParams } from '@asterism/ml/params';
import { createTestDatabase } from '@asterism/testkit';
import { pino } from 'pino';
import { vi } from 'vitest';
import { type RunningWorker, startWorker, type WorkerOptions } from '../src/worker.ts';

/** A database, a blob store and a workspace of a test's own, and workers on them. */
export interface World {
  url: string;
  db: Db;
  blobs: BlobStore;
  blobFolder: string;
  workspaceId: string;
  startWorker(options?: Partial<WorkerOptions>): Promise<RunningWorker>;
  /** Stores files and sends their import. Resolves with the version's id. */
  addFiles(files: Record<string, Uint8Array>, request?: ImportWish): Promise<string>;
  /** The same, and waits until the version is ready. */
  readFiles(files: Record<string, Uint8Array>, wish?: ImportWish): Promise<string>;
  addExperiment(versionId: string, choices?: Choices): Promise<Experiment>;
  /** Resolves with the experiment when its status is one of these. */
  reaches(experimentId: string, ...statuses: RunStatus[]): Promise<Experiment>;
  close(): Promise<void>;
}

export interface ImportWish {
  datasetId?: string;
  previousVersionId?: string;
  hdus?: number[];
  planes?: number[];
  channelAxis?: number;
  groupBy?: string;
  serverFolder?: string;
}

export interface Choices {
  seed?: number;
  preprocessing?: object;
  model?: object;
  clustering?: object;
  projections?: ProjectionKind[];
}

/** What children run when the worker runs from its sources. */
export const SOURCE_CHILD = {
  childEntry: join(import.meta.dirname, '../src/child.ts'),
  childExecArgv: ['--import', 'tsx'],
};

export async function createWorld(): Promise<World> {
  const database = await createTestDatabase();
  const db = createDb(database.url);
  const blobFolder = mkdtempSync(join(tmpdir(), 'asterism-worker-'));
  const blobs = openBlobStore(blobFolder);
  const { id: workspaceId } = await db.workspace.create({ data: { slug: 'w', name: 'W' } });
  const workers: RunningWorker[] = [];
  let datasets = 0;

  const world: World = {
    url: database.url,
    db,
    blobs,
    blobFolder,
    workspaceId,
    async startWorker(options = {}) {
      const worker = await startWorker({
        databaseUrl: database.url,
        blobUrl: blobFolder,
        backend: 'auto',
        threads: 1,
        concurrency: 2,
        serverRoots: [],
        name: 'test',
        log: pino({ level: 'silent' }),
        ...SOURCE_CHILD,
        ...options,
      });
      workers.push(worker);
      return worker;
    },
    async addFiles(files, { datasetId, previousVersionId, ...wish } = {}) {
      const stored: { fileName: string; sha256: string }[] = [];
      for (const [fileName, bytes] of Object.entries(files))
        stored.push({ fileName, sha256: (await blobs.put(bytes)).sha256 });
      return db.$transaction(async (tx) => {
        const dataset = datasetId
          ? { id: datasetId }
          : await tx.dataset.create({ data: { workspaceId, name: `d${++datasets}` } });
        const version = await tx.datasetVersion.create({
          data: {
            datasetId: dataset.id,
            number: 1 + (await tx.datasetVersion.count({ where: { datasetId: dataset.id } })),
            request: {
              previousVersionId: previousVersionId ?? null,
              serverFolder: null,
              hdus: null,
              planes: null,
              channelAxis: null,
              groupBy: null,
              ...wish,
            },
            files: { create: stored.map((file, number) => ({ ...file, number })) },
          },
        });
        await sendJob(tx, 'version.import', { versionId: version.id });
        return version.id;
      });
    },
    async readFiles(files, wish) {
      const versionId = await world.addFiles(files, wish);
      await vi.waitFor(async () => {
        const { status } = await db.datasetVersion.findUniqueOrThrow({ where: { id: versionId } });
        if (status !== 'READY') throw new Error(status);
      }, POLL);
      return versionId;
    },
    async addExperiment(versionId, choices = {}) {
      return db.$transaction(async (tx) => {
        const { lastExperimentNumber: number } = await tx.workspace.update({
          where: { id: workspaceId },
          data: { lastExperimentNumber: { increment: 1 } },
        });
        const experiment = await tx.experiment.create({
          data: {
            workspaceId,
            number,
            name: `E-${number}`,
            seed: choices.seed ?? 1,
            datasetVersionId: versionId,
            preprocessing: preprocessingParams.parse({
              channels: [0, 1],
              size: 32,
              ...choices.preprocessing,
            }),
            model: modelParams.parse({ ...TINY_MODEL, ...choices.model }),
            projections: choices.projections ?? ['PCA'],
            clustering: clusteringParams.parse({ algorithm: 'KMEANS', ...choices.clustering }),
          },
        });
        await sendJob(tx, 'experiment.plan', { experimentId: experiment.id });
        return experiment;
      });
    },
    async reaches(experimentId, ...statuses) {
      return vi.waitFor(async () => {
        const experiment = await db.experiment.findUniqueOrThrow({ where: { id: experimentId } });
        if (!statuses.includes(experiment.status))
          throw new Error(`${experiment.status} ${JSON.stringify(experiment.failure)}`);
        return experiment;
      }, POLL);
    },
    async close() {
      for (const worker of workers) await worker.stop();
      await db.$disconnect();
      await database.drop();
      rmSync(blobFolder, { recursive: true });
    },
  };
  return world;
}

/** Trains in a second. */
const TINY_MODEL = { kind: 'CONV', latentSize: 4, epochs: 3, batchSize: 4, params: { widths: [4, 8] } };

/** A guard against hanging, on a machine that does other things too. */
export const POLL = { timeout: 45_000, interval: 50 };
