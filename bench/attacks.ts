// What the attack set leaves behind: how soon a normal query is answered after each attack, and the API's memory.
//   npm run bench -- attacks [--home .asterism]
// Needs a running `npm start` on this machine, with a data set (its demo will do). Attacks it from one address with the
// operator's token, and asks the normal query with the same; what the attacks create is left behind.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { buildSchema } from 'graphql';
import { z } from 'zod';
import { hostileAddresses } from '../apps/api/src/server/attacks/paths.ts';
import { requestAttacks } from '../apps/api/src/server/attacks/requests.ts';
import { hostileOperations } from '../apps/api/src/server/attacks/schemaWalk.ts';
import { socketAttacks } from '../apps/api/src/server/attacks/sockets.ts';
import type { Target } from '../apps/api/src/server/attacks/target.ts';

const { values } = parseArgs({ options: { home: { type: 'string', default: resolve('.asterism') } } });
const ANSWER_MS = 200;
const MEMORY_MB = 100;
// What one operation of the walk may take before the next is sent, so that the walk stays below the rate of a token.
const PACE_MS = 12;

const run = z
  .object({ web: z.string(), token: z.string(), pid: z.number() })
  .parse(JSON.parse(readFileSync(join(values.home, 'run.json'), 'utf8')));
const schema = buildSchema(readFileSync(join(import.meta.dirname, '../apps/api/schema.graphql'), 'utf8'));
const pid = apiProcess(run.pid);
const target = await findTarget();

for (let i = 0; i < 50; i++) await normalQuery();
const before = residentMegabytes(pid);
const times: number[] = [];
for (const { name, run: attack, expected } of [...requestAttacks, ...socketAttacks]) {
  const outcome = await attack(target);
  if (outcome !== expected) console.error(`${name}: ${outcome} instead of ${expected}`);
  times.push(await answeredAfter());
}
for (const { query, variables, operation } of hostileOperations(schema, target)) {
  if (operation === 'subscription') continue;
  await post({ query, variables });
  await sleep(PACE_MS);
}
times.push(await answeredAfter());
for (const address of hostileAddresses(target))
  await (await fetch(`${run.web}${address}`, { headers: { authorization: `Bearer ${run.token}` } })).text();
times.push(await answeredAfter());
const after = residentMegabytes(pid);
times.sort((a, b) => a - b);
report('slowest normal query after an attack', 'ms', times.at(-1) ?? Number.NaN, ANSWER_MS);
report('median normal query after an attack', 'ms', times[times.length >> 1] ?? Number.NaN, ANSWER_MS);
report('memory of the API after all attacks, more than before', 'MB', after - before, MEMORY_MB);
console.error(
  `${times.length} attacks; the API had ${before.toFixed(0)} MB before and ${after.toFixed(0)} MB after.`,
);

/** The API among the children of `npm start`. */
function apiProcess(launcher: number): number {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const line = lines.find((text) => {
    const [, parent, ...args] = text.trim().split(/\s+/);
    return Number(parent) === launcher && args.join(' ').includes('apps/api/');
  });
  if (!line) throw new Error('The process of the API was not found.');
  return Number(line.trim().split(/\s+/)[0]);
}

function residentMegabytes(process: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(process)], { encoding: 'utf8' })) / 1024;
}

async function post(body: unknown): Promise<unknown> {
  const response = await fetch(`${run.web}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${run.token}` },
    body: JSON.stringify(body),
  });
  return response.json();
}

async function findTarget(): Promise<Target> {
  const node = z.object({ id: z.string() });
  const answer = z.object({
    data: z.object({
      viewer: z.object({ user: node, workspaces: z.array(node.extend({ slug: z.string() })).min(1) }),
    }),
  });
  const { viewer } = answer.parse(
    await post({ query: '{ viewer { user { id } workspaces { id slug } } }' }),
  ).data;
  const [workspace] = viewer.workspaces;
  const slug = workspace?.slug ?? '';
  const found = JSON.stringify(
    await post({
      query: `query ($slug: String!) {
        datasets(workspace: $slug, first: 1) { edges { node { id latestVersion { id samples(first: 1) { edges { node { id } } } } } } }
        experiments(workspace: $slug, first: 1) { edges { node { id clusters { id } } } }
        studies(workspace: $slug, first: 1) { edges { node { id } } } }`,
      variables: { slug },
    }),
  );
  const ids: Record<string, string> = { User: viewer.user.id, Workspace: workspace?.id ?? '' };
  for (const [, id = ''] of found.matchAll(/"id":"([^"]+)"/g))
    ids[Buffer.from(id, 'base64').toString().split(':', 1)[0] ?? ''] ??= id;
  return { url: run.web, token: run.token, slug, ids };
}

async function normalQuery(): Promise<number> {
  const begun = performance.now();
  const query = `query ($slug: String!) { experiments(workspace: $slug, first: 25) { edges { node {
    id number name status createdAt model { kind } metrics { silhouette mse clusterCount } } } } }`;
  const answer = JSON.stringify(await post({ query, variables: { slug: target.slug } }));
  if (!answer.startsWith('{"data"')) throw new Error(answer);
  return performance.now() - begun;
}

/** Of the first normal query after an attack; where the attack used up the token's rate, after the next window began. */
async function answeredAfter(): Promise<number> {
  for (;;)
    try {
      return await normalQuery();
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('RATE_LIMITED'))) throw error;
      await sleep(1000);
    }
}

function report(metric: string, unit: string, ours: number, budget: number): void {
  const [value, ratio] = [Number(ours.toFixed(2)), Number((ours / budget).toFixed(4))];
  console.log(
    JSON.stringify({
      bench: 'attacks',
      metric,
      unit,
      ours: value,
      peer: budget,
      peerName: 'budget',
      ratio,
      betterIs: 'lower',
    }),
  );
}
