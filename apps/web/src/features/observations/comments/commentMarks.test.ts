import { Schema } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { COMMENT_MARKS, commentMarks, threadRanges } from './commentMarks.ts';

const schema = new Schema({
  nodes: { doc: { content: 'paragraph+' }, paragraph: { content: 'text*' }, text: {} },
});
const doc = (...paragraphs: string[]) =>
  schema.node(
    'doc',
    null,
    paragraphs.map((words) => schema.node('paragraph', null, [schema.text(words)])),
  );
const doNothing = () => undefined;
const thread = (id: string, quote: string) => ({ id, quote, anchor: null });

/** A text with these threads drawn in it. */
function drawn(...threads: { id: string; quote: string; anchor: null }[]): EditorState {
  const plugins = [
    commentMarks({ words: 'words', active: 'active' }, { onCaret: doNothing, onComment: doNothing }),
  ];
  const state = EditorState.create({ doc: doc('The gap lies here', 'and a gap there'), plugins });
  return state.apply(state.tr.setMeta(COMMENT_MARKS, { threads, activeId: 'a' }));
}
const words = (state: EditorState): Record<string, string> =>
  Object.fromEntries(
    [...threadRanges(state)].map(([id, { from, to }]) => [id, state.doc.textBetween(from, to)]),
  );

test('words that stand once are drawn, the thread that is looked at more than the others', () => {
  const state = drawn(
    thread('a', 'lies here'),
    thread('b', 'there'),
    thread('c', 'gap'),
    thread('d', 'spiral'),
  );
  expect(words(state)).toEqual({ a: 'lies here', b: 'there' });
  const classes = COMMENT_MARKS.getState(state)!
    .decorations.find()
    .map((one) => Reflect.get(one, 'type').attrs);
  expect(classes).toEqual([
    { class: 'words active', 'data-thread': 'a' },
    { class: 'words', 'data-thread': 'b' },
  ]);
});

test('what is typed here moves them, and those that are deleted are drawn no more', () => {
  let state = drawn(thread('a', 'lies'), thread('b', 'there'));
  state = state.apply(state.tr.insertText('See: ', 1));
  state = state.apply(state.tr.insertText('--', threadRanges(state).get('a')!.from + 2));
  expect(words(state)).toEqual({ a: 'li--es', b: 'there' });
  state = state.apply(state.tr.insertText(' now', threadRanges(state).get('b')!.to));
  expect(words(state)).toEqual({ a: 'li--es', b: 'there' });
  const { from, to } = threadRanges(state).get('a')!;
  state = state.apply(state.tr.delete(from, to));
  expect(words(state)).toEqual({ b: 'there' });
});
