import { existsSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openOperatorSocket } from './operatorSocket.mjs';

test('what is said over the socket arrives, for this user alone; what is no message does not', async () => {
  const heard = [];
  const { path, close } = await openOperatorSocket((message) => heard.push(message));
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  connect(path).end('{ "cut short');
  connect(path).end(JSON.stringify('x'.repeat(3000)));
  connect(path).end(JSON.stringify({ signInLink: 'one' }));
  await vi.waitFor(() => expect(heard).toEqual([{ signInLink: 'one' }]));
  close();
  expect(existsSync(dirname(path))).toBe(false);
});
