import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDb } from '@asterism/db';
import { createTestDatabase } from '@asterism/testkit';
import { startMlflow } from './api/mlflow.ts';
import { measureProgress } from './api/progress.ts';
import { openQuestion, SEARCH, TABLE } from './api/questions.ts';
import { seedExperiments } from './api/seed.ts';
import { leaveFirstCore, startApiProcess } from './api/server.ts';
import { askAtRate, askTogether, quantile, type Times } from './api/times.ts';

// npm run bench -- api [search] [table] [progress] [--python PATH] [--runs 10000] [--rounds 3] [--questions 20]
//   [--folder PATH] [--profile FOLDER]
//
// The API as it is built (`npx turbo run build --filter=@asterism/api`), one process on one core, over a PostgreSQL of
// its own:
//   - the question that a dashboard asks (filter on a score and a parameter, sorted by a score, the first 100 with 20
//     parameters and 8 scores each) beside MLflow's tracking server, in turns, for one user and for twenty. --python
//     names a Python that has mlflow; its runs are made once and kept in --folder. Without it ours is measured alone;
//   - the experiments table's own query, 25 rows, at 200 requests a second;
//   - progress from a worker's write to 200 subscribed clients.
// One JSON line a measurement; processor milliseconds a request too, which tell more than times on a busy machine.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string', default: 'python3' },
    runs: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    // Of each user in a round.
    questions: { type: 'string', default: '20' },
    folder: { type: 'string', default: join(tmpdir(), 'asterism-bench-mlflow') },
    profile: { type: 'string' },
  },
});
const PARTS = { search: compare, table, progress };
const QUESTIONS = Number(values.questions);
const RATE = 200;
const RATE_SECONDS = 10;
const TABLE_BUDGET_MS = 100;
const PROGRESS_BUDGET_MS = 250;
const CLIENTS = 200;

leaveFirstCore();
const database = await createTestDatabase();
const db = createDb(database.url);
const seeded = await seedExperiments(db, Number(values.runs));
const api = await startApiProcess(database.url, values.profile ?? null);
try {
  for (const [name, part] of Object.entries(PARTS))
    if (positionals.length === 0 || positionals.includes(name)) await part();
} finally {
  await api.stop();
  await db.$disconnect();
  await database.drop();
}

async function compare(): Promise<void> {
  const mlflow = await startMlflow(values.python, values.folder, Number(values.runs));
  if (!mlflow) console.error(`MLflow is left out: ${values.python} has none (--python PATH).`);
  try {
    const door = { url: api.url, token: seeded.token };
    const { rows, ask } = await openQuestion(door, SEARCH, { workspace: seeded.slug });
    console.error(`rows of ours: ${rows}`);
    // What compiles as it runs does so in the first hundreds; MLflow has nothing of the kind.
    await askTogether(ask, 4, 150);
    for (const users of [1, 20]) {
      const ours: Times = [];
      const theirs: Times = [];
      for (let round = 0; round < Number(values.rounds); round++) {
        if (mlflow) theirs.push(...(await askTogether(mlflow.ask, users, QUESTIONS)));
        ours.push(...(await measured(`processor time of a search, ${users} users`, ask, users)));
      }
      const peer = theirs.length > 0 ? quantile(sorted(theirs), 0.5) : null;
      report(`search, ${users} users, p50`, quantile(sorted(ours), 0.5), peer, 'mlflow');
    }
  } finally {
    await mlflow?.stop();
  }
}

async function measured(name: string, ask: () => Promise<unknown>, users: number): Promise<Times> {
  const before = api.processorSeconds();
  const times = await askTogether(ask, users, QUESTIONS);
  report(name, ((api.processorSeconds() - before) * 1000) / times.length, null, null);
  return times;
}

async function table(): Promise<void> {
  const orderBy = [{ field: 'CREATED_AT', direction: 'DESC' }];
  const door = { url: api.url, token: seeded.token };
  const { rows, ask } = await openQuestion(door, TABLE, { workspace: seeded.slug, first: 25, orderBy });
  console.error(`rows of the table: ${rows}`);
  // What compiles as it runs does so in the first thousands: a server is measured that has been up for a minute.
  await askTogether(ask, 8, 500);
  const before = api.processorSeconds();
  const times = await askAtRate(ask, RATE, RATE_SECONDS);
  report('processor time of a table', ((api.processorSeconds() - before) * 1000) / times.length, null, null);
  report(`table at ${RATE} requests/s, p50`, quantile(times, 0.5), null, null);
  report(`table at ${RATE} requests/s, p99`, quantile(times, 0.99), TABLE_BUDGET_MS, 'budget');
}

async function progress(): Promise<void> {
  const times = await measureProgress({
    db,
    url: api.url,
    seeded,
    clients: CLIENTS,
    epochs: 20,
    everyMs: 500,
  });
  report(`progress to ${CLIENTS} clients, p50`, quantile(times, 0.5), null, null);
  report(`progress to ${CLIENTS} clients, p95`, quantile(times, 0.95), PROGRESS_BUDGET_MS, 'budget');
}

function sorted(times: Times): Times {
  return times.sort((a, b) => a - b);
}

function report(metric: string, ours: number, peer: number | null, peerName: string | null): void {
  const line = {
    bench: 'api',
    metric,
    unit: 'ms',
    ours: Number(ours.toFixed(2)),
    peer: peer === null ? null : Number(peer.toFixed(2)),
    peerName: peer === null ? null : peerName,
    ratio: peer === null ? null : Number((ours / peer).toFixed(4)),
    betterIs: 'lower',
    // Of the machine in the last minute: what else ran beside makes times longer, the peer's too.
    load: Number(loadavg()[0]!.toFixed(1)),
  };
  console.log(JSON.stringify(line));
}
