import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PixelStore } from './pixelStore.ts';

const asked: string[] = [];
let closedEarly = 0;
const server = createServer((request, response) => {
  asked.push(request.url!);
  if (request.url === '/refused') {
    response.writeHead(404).end();
    return;
  }
  const bytes = Buffer.from(Float32Array.of(1, 2, 3, 4).buffer);
  response.writeHead(200, { 'content-length': bytes.length });
  response.write(bytes.subarray(0, 8));
  if (request.url !== '/slow') response.end(bytes.subarray(8));
  response.on('close', () => {
    if (!response.writableFinished) closedEarly += 1;
  });
});
let base = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.closeAllConnections());

test('pixels are fetched once, and what was not asked for longest goes first', async () => {
  const store = new PixelStore(40);
  const see = async (path: string) => {
    const hold = store.hold(base + path);
    const values = await hold.values;
    hold.release();
    return [...values];
  };
  expect(await see('/a')).toEqual([1, 2, 3, 4]);
  await see('/b');
  await see('/a');
  await see('/c');
  expect(['/a', '/b', '/c'].map((path) => store.has(base + path))).toEqual([true, false, true]);
  expect(asked.filter((path) => path === '/a')).toHaveLength(1);
});

test('what is shown stays, however much it is', async () => {
  const store = new PixelStore(16);
  const first = store.hold(`${base}/first`);
  await first.values;
  const second = store.hold(`${base}/second`);
  await second.values;
  second.release();
  expect([store.has(`${base}/first`), store.has(`${base}/second`)]).toEqual([true, false]);
});

test('a download that nobody waits for any more is stopped', async () => {
  const store = new PixelStore(100);
  let received = 0;
  const started = new Promise<void>((resolve) => {
    const hold = store.hold(`${base}/slow`, (progress) => {
      received = progress.received;
      hold.values.catch(() => undefined);
      hold.release();
      resolve();
    });
  });
  await started;
  expect(received).toBe(8);
  await expect.poll(() => closedEarly).toBe(1);
});

test('a refusal is told and not kept', async () => {
  const store = new PixelStore(100);
  for (const _ of [1, 2]) {
    const hold = store.hold(`${base}/refused`);
    await expect(hold.values).rejects.toThrow('status 404');
    hold.release();
  }
  expect(asked.filter((path) => path === '/refused')).toHaveLength(2);
});
