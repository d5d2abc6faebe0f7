import { FIELDS, TEXT } from '@asterism/observation';
import { createEncoder, toUint8Array, writeVarString, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type ObservationClient, openObservation } from '../testing/observationClient.ts';
import {
  AWARENESS,
  BROADCAST_STATELESS,
  openRawSocket,
  type RawSocket,
  STATELESS,
  STEP_2,
  SYNC,
  SYNC_REPLY,
  UPDATE,
} from '../testing/rawObservationSocket.ts';
import { seedVersion } from '../testing/seedData.ts';
import { seedExperiment } from '../testing/seedExperiment.ts';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../testing/startApi.ts';

let api: TestApi;
let owner: TestPerson;
let viewer: TestPerson;
let reader: TestPerson;
let editor: TestPerson;
let stranger: TestPerson;
let experimentId: string;
let name: string;
let page: ObservationClient;

beforeAll(async () => {
  api = await startApi({
    collabLimits: {
      messageBytes: 200_000,
      messagesPerWindow: 2000,
      bytesPerWindow: 1_000_000,
      documentBytes: 300_000,
      textCharacters: 180_000,
      patienceSeconds: 1,
    },
  });
  owner = await seedPerson(api.db);
  const { workspaceId } = owner;
  viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId });
  reader = await seedPerson(api.db, { scope: 'READ', workspaceId });
  editor = await seedPerson(api.db, { role: 'EDITOR', workspaceId });
  stranger = await seedPerson(api.db);
  const { id: versionId } = await seedVersion(api, workspaceId, [{}]);
  const experiment = await seedExperiment(api.db, { workspaceId, versionId });
  experimentId = experiment.id;
  name = experiment.globalId;
  const opened = openObservation({ url: api.url, subjectId: name, token: owner.token });
  page = opened;
  await opened.synced;
  write(page.doc, 'What was here before');
  page.provider.setAwarenessField('user', { name: 'Whoever', color: '#aa0000' });
  await page.saved();
});
afterAll(async () => {
  page.destroy();
  await api.close();
});
beforeEach(() => {
  api.logLines.length = 0;
});

function write(doc: Y.Doc, text: string, into: Y.XmlFragment = doc.getXmlFragment(TEXT)): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph');
  into.insert(0, [paragraph]);
  const node = new Y.XmlText();
  paragraph.insert(0, [node]);
  node.insert(0, text);
  return paragraph;
}

/** What somebody would send who made this change in a document of their own. */
function changeOf(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(page.doc));
  const before = Y.encodeStateVector(doc);
  change(doc);
  return Y.encodeStateAsUpdate(doc, before);
}

function nested(depth: number): Uint8Array {
  return changeOf((doc) => {
    let into: Y.XmlFragment = doc.getXmlFragment(TEXT);
    for (let i = 0; i < depth; i++) {
      const element = new Y.XmlElement('blockquote');
      into.insert(0, [element]);
      into = element;
    }
  });
}

/** An update of one item with these bytes as its content, in the root `text`. */
function handmade(info: number, write: (encoder: ReturnType<typeof createEncoder>) => void): Uint8Array {
  const encoder = createEncoder();
  for (const number of [1, 1, 77, 0, info, 1]) writeVarUint(encoder, number);
  writeVarString(encoder, TEXT);
  write(encoder);
  writeVarUint(encoder, 0);
  return toUint8Array(encoder);
}

/** Two elements, each of which says that it lies in the other. */
function circular(): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, 2);
  for (const [client, other] of [
    [78, 79],
    [79, 78],
  ] as const) {
    for (const number of [1, client, 0, 7, 0, other, 0, 3]) writeVarUint(encoder, number);
    writeVarString(encoder, 'blockquote');
  }
  writeVarUint(encoder, 0);
  return toUint8Array(encoder);
}

const caret = (client: number, clock: number, state: unknown) => (socket: RawSocket) =>
  socket.send(AWARENESS, (encoder) => {
    const inner = createEncoder();
    for (const number of [1, client, clock]) writeVarUint(inner, number);
    writeVarString(inner, JSON.stringify(state));
    writeVarUint8Array(encoder, toUint8Array(inner));
  });
const update = (bytes: () => Uint8Array) => (socket: RawSocket) => socket.update(bytes());
const deepValue = (depth: number): unknown => (depth === 0 ? 1 : [deepValue(depth - 1)]);
const attribute = (value: unknown) =>
  update(() => changeOf((doc) => write(doc, 'x').setAttribute('level', value as string)));

const ATTACKS: [what: string, code: string, attack: (socket: RawSocket) => void][] = [
  ['a text where bytes belong', 'UNREADABLE', ({ socket }) => socket.send('hello')],
  ['an empty message', 'UNREADABLE', ({ socket }) => socket.send(new Uint8Array())],
  ['bytes without a meaning', 'UNREADABLE', ({ socket }) => socket.send(new Uint8Array(100).fill(255))],
  ['a message of an unknown kind', 'UNREADABLE', (socket) => socket.send(99)],
  [
    "words to everybody in the server's name",
    'UNREADABLE',
    (socket) =>
      socket.send(BROADCAST_STATELESS, (e) => writeVarString(e, JSON.stringify({ type: 'saved', mark: 1 }))),
  ],
  [
    'a mark that is none',
    'UNREADABLE',
    (s) => s.send(STATELESS, (e) => writeVarString(e, '{"type":"mark"}')),
  ],
  ['an update that is none', 'UNREADABLE', update(() => new Uint8Array([1, 2, 3]))],
  [
    'an update that ends too early',
    'UNREADABLE',
    update(() => changeOf((doc) => write(doc, 'abc')).slice(0, -4)),
  ],
  [
    'invalid UTF-8',
    'UNREADABLE',
    update(() => handmade(4, (encoder) => writeVarUint8Array(encoder, new Uint8Array([0xc3, 0x28])))),
  ],
  ['U+0000', 'UNSTORABLE_TEXT', update(() => changeOf((doc) => write(doc, 'a\0b')))],
  ['U+0000 in an attribute', 'UNSTORABLE_TEXT', attribute('a\0b')],
  ['U+0000 in a key', 'UNSTORABLE_TEXT', update(() => changeOf((doc) => doc.getMap(FIELDS).set('a\0', 1)))],
  ['a part of another name', 'UNKNOWN_PART', update(() => changeOf((doc) => doc.getMap('else').set('a', 1)))],
  ['a map', 'UNKNOWN_PART', update(() => changeOf((doc) => doc.getMap(FIELDS).set('a', new Y.Map())))],
  ['a list', 'UNKNOWN_PART', update(() => changeOf((doc) => doc.getMap(FIELDS).set('a', new Y.Array())))],
  ['bytes', 'UNKNOWN_PART', update(() => changeOf((doc) => doc.getMap(FIELDS).set('a', new Uint8Array(3))))],
  [
    'a document within the document',
    'UNKNOWN_PART',
    update(() => changeOf((doc) => doc.getMap(FIELDS).set('a', new Y.Doc()))),
  ],
  [
    'a hook',
    'UNKNOWN_PART',
    update(() => changeOf((doc) => doc.getMap(FIELDS).set('a', new Y.XmlHook('h')))),
  ],
  ['a value in values', 'UNKNOWN_PART', attribute(deepValue(20))],
  ['elements in elements', 'NESTED_TOO_DEEP', update(() => nested(46))],
  ['elements in elements without an end', 'NESTED_TOO_DEEP', update(() => nested(1000))],
  ['elements that lie in each other', 'UNREADABLE', update(circular)],
  [
    'changes of what is not there',
    'CHANGES_MISSING',
    update(() => {
      const doc = new Y.Doc({ gc: false });
      write(doc, 'never sent');
      const before = Y.encodeStateVector(doc);
      write(doc, 'sent');
      return Y.encodeStateAsUpdate(doc, before);
    }),
  ],
  ['deletions of what is not there', 'CHANGES_MISSING', update(() => new Uint8Array([0, 1, 99, 1, 0, 5]))],
  ['a large caret', 'CARET_TOO_LARGE', caret(5, 1, { cursor: 'x'.repeat(5000) })],
  ['a caret that is none', 'UNREADABLE', caret(5, 1, 'hello')],
  ["another's caret", 'NOT_YOUR_CARET', (socket) => caret(page.doc.clientID, 1_000_000, {})(socket)],
  ['a large message', 'MESSAGE_TOO_LARGE', update(() => changeOf((doc) => write(doc, 'x'.repeat(250_000))))],
  [
    'many small messages',
    'RATE_LIMITED',
    (socket) => {
      for (let i = 0; i < 3000; i++) socket.update(new Uint8Array([0, 0]));
    },
  ],
  [
    'much in many messages',
    'RATE_LIMITED',
    (socket) => {
      for (let i = 0; i < 10; i++)
        socket.send(STATELESS, (e) => writeVarString(e, `${' '.repeat(150_000)}{"type":"mark","mark":1}`));
    },
  ],
];

/** The page of somebody else still works, and the document holds nothing but what they wrote. */
async function nothingHappened(before: string): Promise<void> {
  expect(page.doc.getXmlFragment(TEXT).toString()).toBe(before);
  const rows = await api.db.observationUpdate.count({ where: { observation: { experimentId } } });
  write(page.doc, 'Written after an attack');
  await page.saved();
  const now = await api.db.observationUpdate.count({ where: { observation: { experimentId } } });
  expect(now - rows).toBeGreaterThan(0);
  const fresh = openObservation({ url: api.url, subjectId: name, token: owner.token });
  await fresh.synced;
  expect(fresh.doc.getXmlFragment(TEXT).toString()).toBe(page.doc.getXmlFragment(TEXT).toString());
  expect([...fresh.doc.share.keys()].filter((key) => key !== TEXT && key !== FIELDS)).toEqual([]);
  fresh.destroy();
}

const refusals = () => api.logLines.filter((line) => line.includes('a socket was refused'));

describe('refused, logged once, and nothing else happens:', () => {
  test.each(ATTACKS)('%s', async (_what, code, attack) => {
    const before = page.doc.getXmlFragment(TEXT).toString();
    const socket = await openRawSocket(api.url, { name, token: editor.token });
    await socket.getInStep();
    attack(socket);
    expect(await socket.closed).toBeGreaterThan(1000);
    expect(socket.told.at(-1)).toMatchObject({ type: 'refused', code });
    expect(refusals()).toHaveLength(1);
    await nothingHappened(before);
  });

  const FORGED: [string, { type: number; step: number }][] = [
    ['an update', { type: SYNC, step: UPDATE }],
    ['the second step of an exchange', { type: SYNC, step: STEP_2 }],
    ['an update as an answer', { type: SYNC_REPLY, step: UPDATE }],
    ['the second step as an answer', { type: SYNC_REPLY, step: STEP_2 }],
  ];
  test.each(
    FORGED.flatMap(([kind, message]) => [
      [`a viewer's ${kind}`, message, () => viewer] as const,
      [`${kind} by a token that may read`, message, () => reader] as const,
    ]),
  )('%s', async (_what, kind, person) => {
    const before = page.doc.getXmlFragment(TEXT).toString();
    const socket = await openRawSocket(api.url, { name, token: person().token });
    await socket.getInStep();
    socket.update(
      changeOf((doc) => write(doc, 'forged')),
      kind,
    );
    expect(await socket.closed).toBe(4403);
    expect(socket.told.at(-1)).toMatchObject({ type: 'refused', code: 'READ_ONLY' });
    expect(refusals()).toHaveLength(1);
    await nothingHappened(before);
  });

  test('a deletion by a viewer, before the first exchange', async () => {
    const before = page.doc.getXmlFragment(TEXT).toString();
    const socket = await openRawSocket(api.url, { name, token: viewer.token });
    socket.update(
      changeOf((doc) => doc.getXmlFragment(TEXT).delete(0, 1)),
      { type: SYNC, step: STEP_2 },
    );
    expect(await socket.closed).toBe(4403);
    await nothingHappened(before);
  });

  test('a text that is too long', async () => {
    const before = page.doc.getXmlFragment(TEXT).toString();
    const socket = await openRawSocket(api.url, { name, token: editor.token });
    await socket.getInStep();
    socket.update(changeOf((doc) => write(doc, 'x'.repeat(190_000))));
    expect(await socket.closed).toBe(4400);
    expect(socket.told.at(-1)).toMatchObject({ type: 'refused', code: 'TEXT_TOO_LONG' });
    await nothingHappened(before);
  });

  test('an observation that is full', async () => {
    const socket = await openRawSocket(api.url, { name, token: owner.token });
    await socket.getInStep();
    const half = () => socket.update(changeOf((doc) => write(doc, 'x'.repeat(160_000)).delete(0, 1)));
    half();
    half();
    expect(await socket.closed).toBe(4400);
    expect(socket.told.at(-1)).toMatchObject({ type: 'refused', code: 'DOCUMENT_FULL' });
  });
});

describe('nobody comes in', () => {
  const UNKNOWN: [string, () => { name: string; token: string | null }, number, string][] = [
    ['without a token', () => ({ name, token: '' }), 4401, 'UNAUTHENTICATED'],
    ['with a token that is none', () => ({ name, token: 'nonsense' }), 4401, 'UNAUTHENTICATED'],
    ['of another workspace', () => ({ name, token: stranger.token }), 4404, 'NOT_FOUND'],
    [
      'to what is not there',
      () => ({ name: globalId('Experiment:nothing'), token: owner.token }),
      4404,
      'NOT_FOUND',
    ],
    [
      'to what has no observation',
      () => ({ name: globalId('Sample:x'), token: owner.token }),
      4404,
      'NOT_FOUND',
    ],
    ['by another spelling of the name', () => ({ name: `${name} `, token: owner.token }), 4404, 'NOT_FOUND'],
    ['to a name of the language', () => ({ name: '__proto__', token: owner.token }), 4404, 'NOT_FOUND'],
    ['who does not say who it is', () => ({ name, token: null }), 4400, 'NOT_SIGNED_IN_TIME'],
  ];
  test.each(UNKNOWN)('%s', async (_who, options, closeCode, code) => {
    const socket = await openRawSocket(api.url, options());
    expect(await socket.closed).toBe(closeCode);
    expect(socket.told).toMatchObject([{ type: 'refused', code }]);
    expect(refusals()).toHaveLength(1);
  });

  test('from a foreign page', async () => {
    await expect(
      openRawSocket(api.url, { name, token: owner.token, origin: 'https://evil.example' }),
    ).rejects.toThrow('403');
  });
});

test('who never takes part in the first exchange is let go', async () => {
  const socket = await openRawSocket(api.url, { name, token: owner.token });
  socket.update(changeOf((doc) => write(doc, 'early')));
  expect(await socket.closed).toBe(4400);
  expect(socket.told.at(-1)).toMatchObject({ type: 'refused', code: 'CHANGES_MISSING' });
});

test('nobody can pose as another', async () => {
  const socket = await openRawSocket(api.url, { name, token: viewer.token });
  await socket.getInStep();
  caret(4242, 1, { user: { name: 'The owner', id: 'x', color: 'url(javascript:1)' }, cursor: { a: 1 } })(
    socket,
  );
  await expect.poll(() => page.provider.awareness?.getStates().get(4242)).toMatchObject({ cursor: { a: 1 } });
  const { name: realName } = await api.db.user.findUniqueOrThrow({ where: { id: viewer.userId } });
  expect(page.provider.awareness?.getStates().get(4242)?.['user']).toEqual({
    id: globalId(`User:${viewer.userId}`),
    name: realName,
  });
  socket.socket.close();
});

const globalId = (text: string) => Buffer.from(text).toString('base64');
