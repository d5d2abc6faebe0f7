import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { claimStage, type Db, inTransaction, recordEpoch } from '@asterism/db';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Seeded } from './seed.ts';
import type { Times } from './times.ts';

const event = z.object({
  data: z.object({ workspaceProgress: z.object({ epoch: z.object({ trainLoss: z.number() }).nullable() }) }),
});
const NUMERIC_ENVIRONMENT = 'bench';

export interface ProgressOptions {
  db: Db;
  url: string;
  seeded: Seeded;
  clients: number;
  epochs: number;
  everyMs: number;
}

/**
 * A worker's own writes, epoch after epoch, until each of `clients` subscribers has heard of them: from before the
 * worker's transaction to the event in the client. Rejects where one misses an epoch.
 */
export async function measureProgress({
  db,
  url,
  seeded,
  clients,
  epochs,
  everyMs,
}: ProgressOptions): Promise<Times> {
  const times: Times = [];
  let heard = 0;
  const begun = performance.now();
  const connections = await Promise.all(
    Array.from({ length: clients }, () =>
      subscribe(url, seeded, (sentAt) => {
        heard++;
        times.push(performance.now() - begun - sentAt);
      }),
    ),
  );
  const claim = await startTraining(db, seeded);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    // The loss carries the moment, so that each client knows how old its event is.
    const trainLoss = performance.now() - begun;
    await inTransaction(db, (tx) =>
      recordEpoch(tx, claim, { epoch, trainLoss, validationLoss: null, imagesPerSecond: 1 }),
    );
    await pause(everyMs);
  }
  for (let tries = 0; heard < clients * epochs && tries < 100; tries++) await pause(100);
  await Promise.all(connections.map((client) => client.dispose()));
  if (heard !== clients * epochs) throw new Error(`${heard} of ${clients * epochs} events arrived.`);
  return times.sort((a, b) => a - b);
}

/** Resolves when the subscription stands: what changed lately is given first. */
function subscribe(url: string, { slug, token }: Seeded, onEpoch: (sentAt: number) => void): Promise<Client> {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    lazy: false,
    retryAttempts: 0,
  });
  const query = `subscription Bench { workspaceProgress(workspace: "${slug}") {
    sequence reset experiment { id status progress { stage fraction epoch } } epoch { epoch trainLoss } } }`;
  return new Promise((done, fail) => {
    client.on('connected', () => {
      client.subscribe(
        { query },
        {
          next(message) {
            const { epoch } = event.parse(message).data.workspaceProgress;
            if (epoch) onEpoch(epoch.trainLoss);
          },
          error: fail,
          complete: () => undefined,
        },
      );
      setTimeout(() => done(client), 3000);
    });
    client.on('closed', () => fail(new Error('The socket was closed.')));
  });
}

async function startTraining(
  db: Db,
  { workspaceId }: Seeded,
): Promise<{ stageId: string; workerId: string }> {
  const experiment = await db.experiment.findFirstOrThrow({
    where: { workspaceId },
    orderBy: { number: 'desc' },
  });
  await db.experiment.update({ where: { id: experiment.id }, data: { status: 'QUEUED' } });
  const stage = await db.stage.create({
    data: {
      workspaceId,
      kind: 'TRAIN',
      key: randomUUID(),
      params: {},
      datasetVersionId: experiment.datasetVersionId,
      numericEnvironment: NUMERIC_ENVIRONMENT,
      uses: { create: { experimentId: experiment.id, reused: false } },
    },
  });
  const claim = { stageId: stage.id, workerId: 'bench' };
  const held = await inTransaction(db, (tx) =>
    claimStage(tx, { ...claim, numericEnvironment: NUMERIC_ENVIRONMENT, now: new Date() }),
  );
  if (!held) throw new Error('The stage could not be claimed.');
  return claim;
}
