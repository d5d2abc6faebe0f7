import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from './client.ts';
import { TypedDocumentString } from './gql/graphql.ts';

// A server that answers as its path says, and keeps what it was sent.
const ANSWERS: Record<string, [status: number, body: string]> = {
  '/good': [200, '{"data":{"a":1}}'],
  '/refused': [200, '{"data":null,"errors":[{"message":"Not yours.","extensions":{"code":"FORBIDDEN"}}]}'],
  '/page': [502, '<html>Bad gateway</html>'],
  '/other': [200, '{"hello":"world"}'],
};
let http: HttpServer;
let origin: string;
let seen: { authorization?: string | undefined; body: string } = { body: '' };

beforeAll(async () => {
  http = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      seen = { authorization: request.headers.authorization, body };
      const [status, text] = ANSWERS[request.url ?? ''] ?? [404, ''];
      response.writeHead(status).end(text);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => http.close(resolve)));

const DOCUMENT = new TypedDocumentString<{ a: number }, { x: number }>('query ($x: Int!) { a(x: $x) }');
const ask = (path: string) =>
  createClient({ api: `${origin}${path}`, token: 'secret' }).query(DOCUMENT, { x: 2 });

test('an answer is its data; the token and the variables are sent', async () => {
  expect(await ask('/good')).toEqual({ a: 1 });
  expect(seen.authorization).toBe('Bearer secret');
  expect(JSON.parse(seen.body)).toEqual({ query: 'query ($x: Int!) { a(x: $x) }', variables: { x: 2 } });
});

test.each([
  ['/refused', /^Not yours\. \(FORBIDDEN\)$/],
  ['/page', /does not answer as the API does \(status 502\)/],
  ['/other', /does not answer as the API does \(status 200\)/],
])('%s is a failure that says why', async (path, message) => {
  await expect(ask(path)).rejects.toMatchObject({
    name: 'CommandFailure',
    message: expect.stringMatching(message),
  });
});

test('a server that is not there, and bytes that are not', async () => {
  await expect(
    createClient({ api: 'http://127.0.0.1:9/graphql', token: 'x' }).query(DOCUMENT, { x: 1 }),
  ).rejects.toMatchObject({
    name: 'CommandFailure',
    message: expect.stringContaining('cannot be reached'),
  });
  await expect(
    createClient({ api: `${origin}/good`, token: 'x' }).bytes('/blobs/none'),
  ).rejects.toMatchObject({
    message: '/blobs/none: status 404',
  });
});
