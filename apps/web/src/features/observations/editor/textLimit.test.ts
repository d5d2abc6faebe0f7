import { Schema } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import { textLimit } from './textLimit.ts';

const schema = new Schema({
  nodes: { doc: { content: 'paragraph+' }, paragraph: { content: 'text*' }, text: {} },
});

test('a change that makes the text too long is not taken, but what others write and what shortens it is', () => {
  const told: boolean[] = [];
  const plugins = [textLimit({ most: 12, onFull: (isFull) => told.push(isFull) })];
  const doc = schema.node('doc', null, [schema.node('paragraph', null, [schema.text('ten signs.')])]);
  const start = EditorState.create({ doc, plugins });
  expect(start.apply(start.tr.insertText('!', 11)).doc.textContent).toBe('ten signs.');
  const longer = start.apply(
    start.tr.insertText(' And others', 11).setMeta(ySyncPluginKey, { isChangeOrigin: true }),
  );
  expect(longer.doc.textContent).toBe('ten signs. And others');
  expect(longer.apply(longer.tr.delete(1, 5)).doc.textContent).toBe('signs. And others');
  expect(told).toEqual([true, false]);
});
