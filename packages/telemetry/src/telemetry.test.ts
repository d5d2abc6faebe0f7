import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  boundedNames,
  createLog,
  createReadiness,
  createRegistry,
  inSpan,
  openMonitor,
  openSpan,
  startTracing,
  traceparent,
  untraced,
} from './index.ts';

const TOKEN = `ast_${'a1_-'.repeat(11).slice(0, 43)}`;

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog({ level: 'info', base: {} }, { write: (line) => lines.push(line) }));
  return lines.join('');
}

test.each([
  ['a header', { headers: { authorization: `Bearer ${TOKEN}` } }],
  ['a cookie', { request: { headers: { cookie: 'session=TOPSECRET', 'set-cookie': ['TOPSECRET'] } } }],
  ['a password', { options: { user: { password: 'TOPSECRET' } } }],
  ['a secret at the top', { secret: 'TOPSECRET' }],
  ['a database address', { note: 'no route to postgresql://asterism:TOPSECRET@db:5432/asterism' }],
  ['a one-time link', { note: 'GET /api/auth/magic-link/verify?token=TOPSECRET&callbackURL=/' }],
  ['an error that quotes a token', { err: new Error(`bad header "Bearer TOPSECRET" of ${TOKEN}`) }],
])('%s is not logged', (_name, fields) => {
  const line = logged((log) => log.error(fields, 'request failed'));
  expect(line).not.toMatch(/TOPSECRET|ast_a1/);
  expect(line).toContain('[hidden]');
  expect(() => JSON.parse(line)).not.toThrow();
});

test('the last lines are written when the process ends at once', () => {
  const source = `import { createLog } from ${JSON.stringify(join(import.meta.dirname, 'log.ts'))};
    const log = createLog({ level: 'info', base: {} });
    for (let i = 0; i < 1000; i++) log.info({ i }, 'line');
    log.fatal('the end');
    process.exit(1);`;
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', source],
    { encoding: 'utf8', cwd: import.meta.dirname },
  );
  expect(status).toBe(1);
  expect(stdout.trim().split('\n')).toHaveLength(1001);
  expect(stdout).toContain('the end');
}, 30_000);

test('what is no secret is logged as it is', () => {
  const line = logged((log) =>
    log.info({ requestId: 'r', route: '/uploads/:id', url: 'http://a/b?page=2' }, 'request'),
  );
  expect(JSON.parse(line)).toMatchObject({ requestId: 'r', route: '/uploads/:id', url: 'http://a/b?page=2' });
});

test('a process is ready while every check passes in time and it is not stopping', async () => {
  const errors: unknown[] = [];
  let answer: () => Promise<string | null> = async () => null;
  const readiness = createReadiness(
    { database: () => answer(), 'blob store': async () => null },
    { onError: (error) => errors.push(error), withinMs: 20 },
  );
  expect(await readiness.reasons()).toEqual(['The process is starting.']);
  readiness.start();
  expect(await readiness.reasons()).toEqual([]);
  answer = async () => 'Migrations are missing.';
  expect(await readiness.reasons()).toEqual(['Migrations are missing.']);
  answer = () => new Promise(() => undefined);
  expect(await readiness.reasons()).toEqual(['The database does not answer within 0.02 s.']);
  answer = async () => {
    throw new Error('refused');
  };
  expect(await readiness.reasons()).toEqual(['The database does not answer.']);
  expect(errors).toHaveLength(1);
  answer = async () => null;
  readiness.stop();
  expect(await readiness.reasons()).toEqual(['The process is stopping.']);
});

test('the port of its own tells health, readiness and measures, and nothing else', async () => {
  const readiness = createReadiness({}, { onError: () => undefined });
  readiness.start();
  const monitor = await openMonitor({
    port: 0,
    host: '127.0.0.1',
    registry: createRegistry('test'),
    readiness,
    onError: () => undefined,
  });
  const ask = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${monitor.port}${path}`, { method });
  expect((await ask('/healthz')).status).toBe(200);
  expect((await ask('/readyz')).status).toBe(200);
  const metrics = await ask('/metrics');
  expect(metrics.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await metrics.text();
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds\{process="test"\} [\d.e-]+$/m);
  expect(text).toMatch(/^process_resident_memory_bytes\{process="test"\} \d+$/m);
  expect((await ask('/')).status).toBe(404);
  expect((await ask('/metrics', 'POST')).status).toBe(405);
  readiness.stop();
  const stopping = await ask('/readyz');
  expect(stopping.status).toBe(503);
  expect(await stopping.json()).toEqual({ status: 'not ready', reasons: ['The process is stopping.'] });
  expect((await ask('/healthz')).status).toBe(200);
  await monitor.close();
});

test('names that clients make up become a bounded number of series', () => {
  const name = boundedNames(2);
  expect(['A', 'B', 'C', 'A', '', 'not a name', null].map(name)).toEqual([
    'A',
    'B',
    'other',
    'A',
    'anonymous',
    'other',
    'anonymous',
  ]);
});

test('OpenTelemetry is loaded with the first trace and not before', async () => {
  const loaded = () =>
    Object.keys(createRequire(import.meta.url).cache).some((path) =>
      path.includes('/@opentelemetry/sdk-trace/'),
    );
  expect(await inSpan('work', {}, async () => traceparent())).toBeUndefined();
  expect(loaded()).toBe(false);
  const stop = await startTracing({
    service: 's',
    version: '0',
    endpoint: 'http://127.0.0.1:9',
    onError: () => undefined,
  });
  expect(loaded()).toBe(true);
  const parent = await inSpan('work', {}, async () => traceparent());
  expect(parent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  expect(
    await inSpan('beat', {}, async () => untraced(() => openSpan('quiet')?.run(traceparent))),
  ).toBeUndefined();
  await inSpan('elsewhere', { parent }, async () =>
    expect(traceparent()?.slice(0, 35)).toBe(parent?.slice(0, 35)),
  );
  await stop();
  expect(await inSpan('work', {}, async () => traceparent())).toBeUndefined();
});
