import type * as Y from 'yjs';
import { cleanEntry, FIELDS, readLabel, writeLabel } from './label.ts';

/** Name of the part of an observation's Yjs document that is its text. */
export const TEXT = 'text';

export const CONFIDENCES = ['LOW', 'MEDIUM', 'HIGH'] as const;
export const KINDS = ['PHYSICAL', 'ARTEFACT', 'UNSURE'] as const;

/** Tags, and samples of each kind, of one observation. */
export const MOST_ENTRIES = 200;

/** What is said of the subject in few words; samples by their ids as in the database. Lists are sorted. */
export interface ObservationFields {
  label: string | null;
  confidence: (typeof CONFIDENCES)[number] | null;
  kind: (typeof KINDS)[number] | null;
  tags: string[];
  representatives: string[];
  counterExamples: string[];
}

const LISTS = ['tags', 'representatives', 'counterExamples'] as const;

/**
 * The fields of an observation. An entry of a list is a key of its own in the map, such as `tags/spiral`, so that two
 * who add at once both win; a list within the map would be lost where two begin it at once. What somebody forged is
 * left out.
 */
export function readFields(doc: Y.Doc): ObservationFields {
  const map = doc.getMap(FIELDS);
  const entries = (list: (typeof LISTS)[number]) =>
    [...map.keys()]
      .filter((key) => key.startsWith(`${list}/`))
      .flatMap((key) => cleanEntry(key.slice(list.length + 1)) ?? [])
      .sort()
      .slice(0, MOST_ENTRIES);
  return {
    label: readLabel(doc),
    confidence: oneOf(CONFIDENCES, map.get('confidence')),
    kind: oneOf(KINDS, map.get('kind')),
    tags: entries('tags'),
    representatives: entries('representatives'),
    counterExamples: entries('counterExamples'),
  };
}

/** Sets the fields that are given and leaves the others. A list is changed by what is new and what is gone. */
export function writeFields(doc: Y.Doc, fields: Partial<ObservationFields>): void {
  const map = doc.getMap(FIELDS);
  const set = (key: string, value: string | null) => {
    if (value === null) map.delete(key);
    else if (map.get(key) !== value) map.set(key, value);
  };
  doc.transact(() => {
    const { label, confidence, kind } = fields;
    if (label !== undefined) writeLabel(doc, label);
    if (confidence !== undefined) set('confidence', confidence);
    if (kind !== undefined) set('kind', kind);
    for (const list of LISTS) {
      const wanted = fields[list];
      if (wanted === undefined) continue;
      const keys = new Set(
        wanted.flatMap((entry) => cleanEntry(entry) ?? []).map((entry) => `${list}/${entry}`),
      );
      for (const key of [...map.keys()]) if (key.startsWith(`${list}/`) && !keys.has(key)) map.delete(key);
      for (const key of keys) if (!map.has(key)) map.set(key, true);
    }
  });
}

function oneOf<T extends string>(words: readonly T[], value: unknown): T | null {
  return words.find((word) => word === value) ?? null;
}
