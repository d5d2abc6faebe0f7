import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tinyFiles } from './files.ts';
import { createWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
  // One training at a time.
  await world.startWorker({ threads: availableParallelism() });
});
afterAll(() => world.close());

test('an experiment ends before the next one is trained', async () => {
  const versionId = await world.readFiles(tinyFiles(12));
  const made = [];
  for (const seed of [11, 12, 13]) made.push(await world.addExperiment(versionId, { seed }));
  for (const { id } of made) await world.reaches(id, 'SUCCEEDED');
  const uses = await world.db.experimentStage.findMany({
    where: { experimentId: { in: made.map(({ id }) => id) }, stage: { kind: { in: ['TRAIN', 'ENCODE'] } } },
    include: { stage: true },
  });
  const kinds = uses
    .sort((a, b) => a.stage.startedAt!.getTime() - b.stage.startedAt!.getTime())
    .map(({ stage }) => stage.kind);
  expect(kinds).toEqual(['TRAIN', 'ENCODE', 'TRAIN', 'ENCODE', 'TRAIN', 'ENCODE']);
});
