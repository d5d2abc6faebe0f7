import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { getIntrospectionQuery } from 'graphql';
import { type Attack, authorized, codes, codesOf, query, type Target } from './target.ts';

const many = (count: number, part: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');
const deep = (levels: number) =>
  `{ ${'dataset { latestVersion { '.repeat(levels)}id${' } }'.repeat(levels)} }`;
const BODY_BYTES = 50 << 20;

/** Single requests that ask for too much, or are none. */
export const requestAttacks: readonly Attack[] = [
  {
    name: 'deep',
    expected: 'QUERY_TOO_DEEP',
    run: query(`{ node(id: "x") { ...D } } fragment D on DatasetVersion ${deep(20)}`),
  },
  {
    name: 'deeper than the parser goes',
    expected: 'QUERY_TOO_NESTED',
    run: query(`{${'a{'.repeat(400_000)}`),
  },
  {
    name: 'lists within lists as an argument',
    expected: 'QUERY_TOO_NESTED',
    run: query(`{ node(id: ${'['.repeat(400_000)}) { id } }`),
  },
  { name: 'wide', expected: 'TOO_MANY_TOKENS', run: query(`{ ${'__typename '.repeat(80_000)} }`) },
  {
    name: 'one field 1,900 times',
    expected: 'QUERY_TOO_LARGE',
    run: query(`{ ${'viewer { __typename } '.repeat(950)} }`),
  },
  {
    name: 'aliased 10,000 times',
    expected: 'TOO_MANY_ALIASES',
    run: query(`{ ${many(10_000, (i) => `a${i}: system { version }`)} }`),
  },
  {
    name: 'a directive 10,000 times',
    expected: 'TOO_MANY_DIRECTIVES',
    run: query(`{ __typename ${'@skip(if: false) '.repeat(10_000)} }`),
  },
  {
    name: 'cyclic fragments',
    expected: 'FRAGMENT_CYCLE',
    run: query('{ ...A } fragment A on Query { ...B } fragment B on Query { system { version } ...A }'),
  },
  {
    name: 'fragments that double 60 times',
    expected: 'QUERY_TOO_LARGE',
    run: query(
      `{ ...F0 } ${many(60, (i) => `fragment F${i} on Query { ${i === 59 ? '__typename' : `...F${i + 1} ...F${i + 1}`} }`)}`,
    ),
  },
  {
    name: 'lists within lists',
    expected: 'QUERY_TOO_COSTLY',
    run: query(
      `query ($slug: String!) { datasets(workspace: $slug, first: 100) { edges { node {
        versions(first: 100) { edges { node { samples(first: 1000) { edges { node { id } } } } } } } } } }`,
      { slug: 'x' },
    ),
  },
  {
    name: 'introspection by nobody',
    expected: 'UNAUTHENTICATED',
    run: (target) => codesOf(target, JSON.stringify({ query: getIntrospectionQuery() }), {}),
  },
  {
    name: 'a batch of 1,000',
    expected: 'BATCH_TOO_LARGE',
    run: (target) =>
      codesOf(
        target,
        JSON.stringify(Array.from({ length: 1000 }, () => ({ query: '{ system { version } }' }))),
        authorized(target),
      ),
  },
  {
    name: 'an empty batch',
    expected: 'BAD_REQUEST',
    run: (target) => codesOf(target, '[]', authorized(target)),
  },
  {
    name: 'deep variables',
    expected: 'VARIABLES_TOO_NESTED',
    run: (target) =>
      codesOf(
        target,
        `{"query":"{ __typename }","variables":{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}}`,
        authorized(target),
      ),
  },
  {
    name: 'a body of 50 MB',
    expected: 'BODY_TOO_LARGE',
    run: (target) => postSlowly(target, `content-length: ${BODY_BYTES}`, 'x'.repeat(1 << 16)),
  },
  {
    name: 'a body of 50 MB in chunks',
    expected: 'BODY_TOO_LARGE',
    run: (target) => postSlowly(target, 'transfer-encoding: chunked', `10000\r\n${'x'.repeat(1 << 16)}\r\n`),
  },
  {
    name: 'a body that would unpack to 50 MB',
    expected: 'BODY_UNREADABLE',
    run: (target) =>
      codesOf(target, new Uint8Array(gzipSync(Buffer.alloc(BODY_BYTES, ' '))), {
        ...authorized(target),
        'content-encoding': 'gzip',
      }),
  },
  {
    name: 'malformed multipart',
    expected: 'UNSUPPORTED_MEDIA_TYPE',
    run: (target) =>
      codesOf(target, '--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{"query":', {
        ...authorized(target),
        'content-type': 'multipart/form-data; boundary=x',
      }),
  },
  {
    name: 'a form of another site',
    expected: 'BAD_REQUEST',
    run: (target) =>
      codesOf(target, '{"query":"{ viewer { user { id } } }"}', {
        cookie: 'a=b',
        'content-type': 'text/plain',
      }),
  },
  {
    name: 'a prototype',
    expected: 'BODY_UNREADABLE',
    run: (target) =>
      codesOf(target, '{"query":"{ __typename }","__proto__":{"caller":{}}}', authorized(target)),
  },
];

/** Sends as much of a body as the server takes, and gives the codes of what it answers meanwhile. */
function postSlowly({ url, token }: Target, header: string, piece: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n${header}\r\n\r\n`,
      );
      let left = BODY_BYTES / piece.length;
      const go = (): void => {
        while (left-- > 0 && socket.writable) if (!socket.write(piece)) return void socket.once('drain', go);
      };
      go();
    });
    socket.setTimeout(20_000, () => socket.destroy(new Error('No answer.')));
    socket.on('data', (data) => {
      received += data.toString();
      const body = received.split('\r\n\r\n').slice(1).join('');
      if (!body.endsWith('}')) return;
      resolve(codes(body));
      socket.destroy();
    });
    // A server that has answered may close while we still write.
    socket.on('error', (error) => (received === '' ? reject(error) : undefined));
    socket.on('close', () => reject(new Error(`Closed after: ${received.slice(0, 200)}`)));
  });
}
