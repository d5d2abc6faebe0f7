import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { MOST_ENTRIES, readFields, writeFields } from './fields.ts';
import { FIELDS, LABEL, MOST_LABEL_CHARACTERS } from './label.ts';

const EMPTY = {
  label: null,
  confidence: null,
  kind: null,
  tags: [],
  representatives: [],
  counterExamples: [],
};

describe('the fields of an observation', () => {
  it('are as they were written, and what is left out stays', () => {
    const doc = new Y.Doc({ gc: false });
    expect(readFields(doc)).toEqual(EMPTY);
    writeFields(doc, {
      label: 'Barred spirals',
      confidence: 'HIGH',
      kind: 'PHYSICAL',
      tags: ['blue', 'bar'],
    });
    writeFields(doc, { representatives: ['s2', 's1'], tags: ['blue'] });
    const expected = { ...EMPTY, label: 'Barred spirals', confidence: 'HIGH', kind: 'PHYSICAL' };
    expect(readFields(doc)).toEqual({ ...expected, tags: ['blue'], representatives: ['s1', 's2'] });
    writeFields(doc, { label: null, confidence: null });
    expect(readFields(doc)).toMatchObject({ label: null, confidence: null, kind: 'PHYSICAL' });
  });

  it('keep the tags of two who add at once, from the first on', () => {
    const [first, second] = [new Y.Doc({ gc: false }), new Y.Doc({ gc: false })];
    writeFields(first, { tags: ['spiral'] });
    writeFields(second, { tags: ['blue'], counterExamples: ['s1'] });
    Y.applyUpdate(first, Y.encodeStateAsUpdate(second));
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first));
    expect(readFields(first)).toEqual({ ...EMPTY, tags: ['blue', 'spiral'], counterExamples: ['s1'] });
    expect(readFields(second)).toEqual(readFields(first));
  });

  it('have a label in which all is there that two type at once', () => {
    const [first, second] = [new Y.Doc({ gc: false }), new Y.Doc({ gc: false })];
    const exchange = () => {
      Y.applyUpdate(first, Y.encodeStateAsUpdate(second));
      Y.applyUpdate(second, Y.encodeStateAsUpdate(first));
      expect(readFields(first).label).toBe(readFields(second).label);
      return readFields(first).label;
    };
    writeFields(first, { label: 'gap' });
    expect(exchange()).toBe('gap');
    writeFields(first, { label: 'Wide gap' });
    writeFields(second, { label: 'gap, tilted' });
    expect(exchange()).toBe('Wide gap, tilted');
    writeFields(first, { label: 'Wide gap 🌌, tilted' });
    writeFields(second, { label: 'gap, tilted' });
    expect(exchange()).toBe('gap 🌌, tilted');
    writeFields(second, { label: null });
    expect(exchange()).toBeNull();
  });

  it('have the label of before it was a text, until another is written', () => {
    const doc = new Y.Doc({ gc: false });
    doc.getMap(FIELDS).set('label', 'Wide gap');
    expect(readFields(doc).label).toBe('Wide gap');
    writeFields(doc, { label: 'Gap' });
    expect(readFields(doc).label).toBe('Gap');
    writeFields(doc, { label: null });
    expect(readFields(doc).label).toBeNull();
  });

  it('keep the space before the next word of a label, and tell it only with the word', () => {
    const doc = new Y.Doc({ gc: false });
    writeFields(doc, { label: ' Wide ' });
    expect([doc.getText(LABEL).toString(), readFields(doc).label]).toEqual(['Wide ', 'Wide']);
    writeFields(doc, { label: 'x'.repeat(MOST_LABEL_CHARACTERS + 5) });
    expect(readFields(doc).label).toBe('x'.repeat(MOST_LABEL_CHARACTERS));
  });

  it('leave out what somebody forged', () => {
    const doc = new Y.Doc({ gc: false });
    const map = doc.getMap(FIELDS);
    doc.getText(LABEL).insertEmbed(0, { html: '<b>' });
    doc.getText(LABEL).insert(1, ' \n ');
    map.set('confidence', 'CERTAIN');
    map.set('kind', 3);
    for (let index = 0; index < MOST_ENTRIES + 5; index++) map.set(`tags/${index}`, true);
    map.set(`representatives/${'x'.repeat(5000)}`, true);
    const { tags, representatives, ...rest } = readFields(doc);
    expect(rest).toEqual({ label: null, confidence: null, kind: null, counterExamples: [] });
    expect(tags).toHaveLength(MOST_ENTRIES);
    expect(representatives).toEqual(['x'.repeat(MOST_LABEL_CHARACTERS)]);
  });
});
