import { setTimeout as wait } from 'node:timers/promises';
import { createRandom, type Random } from '@asterism/ml/random';
import { FIELDS, LABEL, TEXT } from '@asterism/observation';
import * as Y from 'yjs';
import { type ObservationClient, openObservation } from './observationClient.ts';

export interface SimulationOptions {
  url: string;
  subjectId: string;
  /** Of each editor. */
  tokens: readonly string[];
  seed: number;
  /** Asked before each change. */
  goOn: () => boolean;
  /** Editors lose their connection now and then, and write on. */
  partitions?: boolean;
  /** Told of what the server said is saved: the state of the document when that was asked for. */
  onSaved?: (snapshot: Y.Snapshot) => void;
}

/** Editors who write at random for a while, on real connections. They are all connected, and saved, at the end. */
export async function simulateEditors(options: SimulationOptions): Promise<ObservationClient[]> {
  const { url, subjectId, tokens, seed } = options;
  const clients = tokens.map((token) => openObservation({ url, subjectId, token }));
  await Promise.all(clients.map(({ synced }) => synced));
  await Promise.all(clients.map((client, i) => write(client, createRandom(seed * 1000 + i), options)));
  await Promise.all(clients.map(async (client) => client.connect()));
  await Promise.all(clients.map((client) => client.saved()));
  return clients;
}

async function write(
  client: ObservationClient,
  random: Random,
  { goOn, partitions = true, onSaved }: SimulationOptions,
): Promise<void> {
  let backAt: number | null = null;
  while (goOn()) {
    client.doc.transact(() => change(client.doc, random));
    const snapshot = Y.snapshot(client.doc);
    void client.saved().then(() => onSaved?.(snapshot));
    if (backAt !== null && performance.now() > backAt) {
      backAt = null;
      await client.connect();
    } else if (partitions && backAt === null && random.next() < 0.01) {
      backAt = performance.now() + random.int(1500);
      client.disconnect();
    }
    await wait(20 + random.int(120));
  }
}

// No pairs of surrogates: whoever writes between the two halves of one, which no caret can, leaves a U+FFFD in each.
const WORDS = ['rim', 'core', 'gap', 'spiral', 'ring', ' ', ' bright ', 'æøå', '星'];

/** Something that somebody might do to an observation. */
export function change(doc: Y.Doc, random: Random): void {
  const text = doc.getXmlFragment(TEXT);
  const word = WORDS[random.int(WORDS.length)]!;
  const what = random.next();
  if (text.length === 0 || what < 0.08) insertParagraph(text, random, word);
  else if (what < 0.12) text.delete(random.int(text.length), 1);
  else if (what < 0.16) changeLabel(doc.getText(LABEL), random, word);
  else if (what < 0.2) changeFields(doc.getMap(FIELDS), random, word);
  else {
    const paragraph = text.get(random.int(text.length));
    const node = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (paragraph instanceof Y.XmlElement && what < 0.23) paragraph.setAttribute('level', word);
    else if (node instanceof Y.XmlText) changeText(node, random, word);
  }
}

function changeText(node: Y.XmlText, random: Random, word: string): void {
  const what = random.next();
  if (what < 0.25 && node.length > 0) {
    const from = random.int(node.length);
    node.delete(from, Math.min(1 + random.int(4), node.length - from));
  } else if (what < 0.3 && node.length > 1) node.format(0, 1 + random.int(node.length - 1), { bold: {} });
  else node.insert(random.int(node.length + 1), word);
}

function insertParagraph(text: Y.XmlFragment, random: Random, word: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  text.insert(random.int(text.length + 1), [paragraph]);
  const node = new Y.XmlText();
  paragraph.insert(0, [node]);
  node.insert(0, word);
}

function changeLabel(label: Y.Text, random: Random, word: string): void {
  if (label.length > 40) label.delete(random.int(label.length - 20), 20);
  else label.insert(random.int(label.length + 1), word);
}

function changeFields(fields: Y.Map<unknown>, random: Random, word: string): void {
  if (random.next() < 0.3) fields.delete(`tags/${word}`);
  else fields.set(`tags/${word}`, true);
}

/** A document's bytes, which are the same for equal documents however they came about. */
export function canonicalBytes(doc: Y.Doc): Uint8Array {
  const whole = new Y.Doc({ gc: false });
  // In one step Yjs joins what can be joined.
  Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc));
  return Y.encodeStateAsUpdate(whole);
}

/** Whether a document has everything that another had when the snapshot was taken. */
export function hasAll(doc: Y.Doc, { sv, ds }: Y.Snapshot): boolean {
  for (const [client, clock] of sv) if (Y.getState(doc.store, client) < clock) return false;
  const own = Y.snapshot(doc).ds;
  return Y.equalDeleteSets(own, Y.mergeDeleteSets([own, ds]));
}
