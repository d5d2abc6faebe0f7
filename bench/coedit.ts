// Writing together, by real clients of this process on the built API in a process of its own:
//   keystroke   from a letter in one of ten editors, who all write, until each of the others has it; and until it is saved
//   open        a document with 10,000 edits, until its text is there: from its rows (as after a crash), and from its snapshot
//   memory      of the server, with 200 documents of 500 edits open, each by five clients
//   npm run bench -- coedit [keystroke open memory] [--seconds 20] [--per-second 5] [--edits 10000] [--documents 200]
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createDb } from '@asterism/db';
import { TEXT } from '@asterism/observation';
import { createTestDatabase } from '@asterism/testkit';
import * as Y from 'yjs';
import { encodeGlobalId } from '../apps/api/src/globalId.ts';
import { type ObservationClient, openObservation } from '../apps/api/src/testing/observationClient.ts';
import { seedExperiments } from './api/seed.ts';
import { leaveFirstCore, startApiProcess } from './api/server.ts';
import { quantile, type Times } from './api/times.ts';
import { makeHistory } from './coedit/history.ts';
import { seedEditors, seedObservation } from './coedit/seed.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '20' },
    'per-second': { type: 'string', default: '5' },
    edits: { type: 'string', default: '10000' },
    documents: { type: 'string', default: '200' },
  },
});
const PARTS = { keystroke, open, memory };
const EDITORS = 10;
const KEYSTROKE_TARGET_MS = 150;
const OPEN_TARGET_MS = 500;
const OPENINGS = 10;
const CLIENTS = 5;
const EDITS_EACH = 500;
const MEMORY_TARGET_MB = 400;

leaveFirstCore();
const database = await createTestDatabase();
const db = createDb(database.url);
const seeded = await seedExperiments(db, Number(values.documents) + 2);
const { workspaceId } = seeded;
const tokens = await seedEditors(db, workspaceId, EDITORS);
const experiments = await db.experiment.findMany({ where: { workspaceId }, select: { id: true } });
const api = await startApiProcess(database.url, null);
try {
  for (const [name, part] of Object.entries(PARTS))
    if (positionals.length === 0 || positionals.includes(name)) await part();
} finally {
  await api.stop();
  await db.$disconnect();
  await database.drop();
}

function connect(experiment: number, editor: number): ReturnType<typeof openObservation> {
  const { id } = experiments[experiment]!;
  const token = tokens[editor % tokens.length]!;
  return openObservation({ url: api.url, subjectId: encodeGlobalId('Experiment', id), token });
}

async function keystroke(): Promise<void> {
  const clients = Array.from({ length: EDITORS }, (_, i) => connect(0, i));
  await Promise.all(clients.map(({ synced }) => synced));
  /** When a client's letter of that clock was written. */
  const written = new Map<string, number>();
  const arrived: Times = [];
  const saved: Times = [];
  for (const { doc, provider } of clients)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== provider) return;
      const { from, to } = Y.parseUpdateMeta(update);
      for (const [client, end] of to)
        for (let clock = from.get(client) ?? end; clock < end; clock++) {
          const at = written.get(`${client}:${clock}`);
          if (at !== undefined) arrived.push(performance.now() - at);
        }
    });
  const nodes = clients.map(({ doc }) => ownParagraph(doc));
  await pause(500);
  const perSecond = Number(values['per-second']);
  const before = api.processorSeconds();
  const end = performance.now() + Number(values.seconds) * 1000;
  await Promise.all(clients.map((client, i) => type(client, nodes[i]!, i / EDITORS)));
  const processorMs = (api.processorSeconds() - before) * 1000;
  for (const client of clients) client.destroy();
  arrived.sort((a, b) => a - b);
  saved.sort((a, b) => a - b);
  report('keystroke to another editor, p50', 'ms', quantile(arrived, 0.5), { letters: written.size });
  report('keystroke to another editor, p95', 'ms', quantile(arrived, 0.95), { target: KEYSTROKE_TARGET_MS });
  report('keystroke to saved, p95', 'ms', quantile(saved, 0.95));
  report("server's processor time of a keystroke", 'ms', processorMs / written.size);

  async function type(client: ObservationClient, node: Y.XmlText, offset: number): Promise<void> {
    await pause((offset * 1000) / perSecond);
    while (performance.now() < end) {
      const at = performance.now();
      const { clientID, store } = client.doc;
      written.set(`${clientID}:${Y.getState(store, clientID)}`, at);
      node.insert(node.length, 'x');
      // As an editor does, the caret goes along.
      client.provider.setAwarenessField('cursor', { at: node.length });
      void client.saved().then(() => saved.push(performance.now() - at));
      await pause(1000 / perSecond);
    }
    await client.saved();
  }
}

function ownParagraph(doc: Y.Doc): Y.XmlText {
  const paragraph = new Y.XmlElement('paragraph');
  doc.getXmlFragment(TEXT).insert(0, [paragraph]);
  const node = new Y.XmlText();
  paragraph.insert(0, [node]);
  return node;
}

async function open(): Promise<void> {
  const edits = Number(values.edits);
  const updates = makeHistory(edits, 1);
  const { id: experimentId } = experiments[1]!;
  await seedObservation(db, { workspaceId, experimentId }, updates);
  const bytes = updates.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const before = api.processorSeconds();
  const first = await opening(1);
  report(`open ${edits} edits from their rows`, 'ms', first, { bytes });
  const times: Times = [];
  await putAway(experimentId);
  const between = api.processorSeconds();
  for (let i = 0; i < OPENINGS; i++) {
    await putAway(experimentId);
    times.push(await opening(1));
  }
  const after = api.processorSeconds();
  times.sort((a, b) => a - b);
  const snapshot = await db.observation.findUniqueOrThrow({
    where: { experimentId },
    select: { snapshot: true },
  });
  report(`open ${edits} edits from a snapshot, p50`, 'ms', quantile(times, 0.5), {
    bytes: snapshot.snapshot?.byteLength,
  });
  report(`open ${edits} edits from a snapshot, slowest of ${OPENINGS}`, 'ms', quantile(times, 1), {
    target: OPEN_TARGET_MS,
  });
  // With what comes after: a revision and the snapshot the first time.
  report("server's processor time of the first opening", 'ms', (between - before) * 1000);
  report("server's processor time of another", 'ms', ((after - between) * 1000) / OPENINGS);
}

async function opening(experiment: number): Promise<number> {
  const began = performance.now();
  const client = connect(experiment, 0);
  await client.synced;
  const ms = performance.now() - began;
  if (client.doc.getXmlFragment(TEXT).length === 0) throw new Error('The document is empty.');
  client.destroy();
  return ms;
}

/** Until the server has put the document away, with all its rows in the snapshot. */
async function putAway(experimentId: string): Promise<void> {
  for (;;) {
    const { snapshotSequence, updates } = await db.observation.findUniqueOrThrow({
      where: { experimentId },
      select: { snapshotSequence: true, updates: { orderBy: { sequence: 'desc' }, take: 1 } },
    });
    if (snapshotSequence === updates[0]?.sequence) break;
    await pause(50);
  }
  await pause(300);
}

async function memory(): Promise<void> {
  const documents = Number(values.documents);
  const before = api.memoryBytes();
  for (let i = 0; i < documents; i++) {
    const { id: experimentId } = experiments[i + 2]!;
    await seedObservation(db, { workspaceId, experimentId }, makeHistory(EDITS_EACH, i));
  }
  const clients: ObservationClient[] = [];
  for (let i = 0; i < documents; i++) {
    const opened = Array.from({ length: CLIENTS }, (_, editor) => connect(i + 2, editor));
    await Promise.all(opened.map(({ synced }) => synced));
    clients.push(...opened);
  }
  const opened = api.memoryBytes();
  // Everybody writes something, so that carets, rows and revisions are there too.
  for (const { doc, provider } of clients) {
    provider.setAwarenessField('cursor', { at: 0 });
    ownParagraph(doc).insert(0, 'x');
  }
  await Promise.all(clients.map((client) => client.saved()));
  await pause(3000);
  const written = api.memoryBytes();
  const megabytes = (bytes: number) => bytes / 2 ** 20;
  report('server without a document', 'MB', megabytes(before));
  report(`server with ${documents} documents x ${CLIENTS} clients`, 'MB', megabytes(opened));
  report(`server after each of them wrote`, 'MB', megabytes(written), { target: MEMORY_TARGET_MB });
  for (const client of clients) client.destroy();
}

function report(metric: string, unit: string, ours: number, more: object = {}): void {
  console.log(JSON.stringify({ bench: 'coedit', metric, unit, ours: Number(ours.toFixed(1)), ...more }));
}
