import { TEXT } from '@asterism/observation';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { seedVersion } from '../testing/seedData.ts';
import { seedExperiment } from '../testing/seedExperiment.ts';
import { canonicalBytes, hasAll, simulateEditors } from '../testing/simulatedEditors.ts';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../testing/startApi.ts';
import { documentOf, readStored } from './rows.ts';

// A long run: COEDIT_SECONDS=60 COEDIT_SEEDS=1,2,3,4 npx vitest run src/collab/convergence.test.ts
const SECONDS = Number(process.env['COEDIT_SECONDS'] ?? 4);
const SEEDS = (process.env['COEDIT_SEEDS'] ?? '1,2,3').split(',').map(Number);
const EDITORS = 10;

let api: TestApi;
let people: TestPerson[];

beforeAll(async () => {
  api = await startApi({ collabLimits: { compactRows: 20 } });
  const owner = await seedPerson(api.db);
  const { workspaceId } = owner;
  people = [owner];
  while (people.length < EDITORS) people.push(await seedPerson(api.db, { role: 'EDITOR', workspaceId }));
});
afterAll(() => api.close());

test.each(SEEDS)(
  'ten editors who lose their connections end with the same bytes, and so does Postgres (seed %d)',
  { timeout: (SECONDS + 60) * 1000 },
  async (seed) => {
    const { workspaceId } = people[0]!;
    const { id: versionId } = await seedVersion(api, workspaceId, [{}]);
    const { id, globalId } = await seedExperiment(api.db, { workspaceId, versionId });
    const saved: Y.Snapshot[] = [];
    const end = performance.now() + SECONDS * 1000;
    const clients = await simulateEditors({
      url: api.url,
      subjectId: globalId,
      tokens: people.map(({ token }) => token),
      seed,
      goOn: () => performance.now() < end,
      onSaved: (snapshot) => saved.push(snapshot),
    });
    const read = async () => {
      const found = await readStored(api.db, { experimentId: id });
      return documentOf(found?.updates ?? []);
    };
    const inPostgres = await read();
    const bytes = Buffer.from(canonicalBytes(inPostgres));
    for (const { doc } of clients) {
      await expect.poll(() => bytes.equals(canonicalBytes(doc))).toBe(true);
      expect(doc.getXmlFragment(TEXT).toString()).toBe(inPostgres.getXmlFragment(TEXT).toString());
    }
    expect(saved.length).toBeGreaterThan(10 * EDITORS);
    expect(saved.every((snapshot) => hasAll(inPostgres, snapshot))).toBe(true);
    expect(clients.flatMap(({ told }) => told.filter(({ type }) => type === 'refused'))).toEqual([]);
    for (const client of clients) client.destroy();
    await expect.poll(() => api.services.observations.open()).toBe(0);

    // What is loaded after it was made compact, and what the rows alone tell.
    const { snapshotSequence, revision, observation } = await stateOf(id);
    expect(snapshotSequence).toBeGreaterThan(0n);
    expect(bytes.equals(canonicalBytes(await read()))).toBe(true);
    const rows = await api.db.observationUpdate.findMany({
      where: { observationId: observation },
      orderBy: { sequence: 'asc' },
    });
    expect(bytes.equals(canonicalBytes(documentOf(rows.map(({ update }) => update))))).toBe(true);
    const last = await api.services.observations.documentAt(observation, revision);
    expect(last?.getXmlFragment(TEXT).toString()).toBe(inPostgres.getXmlFragment(TEXT).toString());
  },
);

async function stateOf(experimentId: string) {
  const { id, ...rest } = await api.db.observation.findUniqueOrThrow({
    where: { experimentId },
    select: { id: true, snapshotSequence: true, revision: true },
  });
  return { observation: id, ...rest };
}
