import { beforeEach, expect, test } from 'vitest';
import { Marks, type SavedState } from './marks.ts';

let sent: number[];
let states: SavedState[];
let marks: Marks;

beforeEach(() => {
  sent = [];
  states = [];
  marks = new Marks(
    (mark) => sent.push(mark),
    () => states.push(marks.state),
  );
});

test('nothing is said before the document is in step', () => {
  marks.changed();
  expect([marks.state, sent]).toEqual(['opening', []]);
  marks.connected();
  expect([marks.state, sent]).toEqual(['saving', [1]]);
  marks.stored(1);
  expect(states).toEqual(['saving', 'saved']);
});

test('what is typed while a mark is on its way is saved by the next one alone', () => {
  marks.connected();
  marks.changed();
  marks.changed();
  marks.changed();
  expect(sent).toEqual([1]);
  marks.stored(1);
  expect([marks.state, sent]).toEqual(['saving', [1, 2]]);
  marks.stored(2);
  expect([marks.state, sent]).toEqual(['saved', [1, 2]]);
});

test('a mark that was lost with the connection is sent again, under a new number', () => {
  marks.connected();
  marks.changed();
  marks.disconnected();
  expect(marks.state).toBe('offline');
  marks.stored(1);
  expect(marks.state).toBe('offline');
  marks.connected();
  expect([marks.state, sent]).toEqual(['saving', [1, 2]]);
  marks.stored(1);
  expect(marks.state).toBe('saving');
  marks.stored(2);
  expect(marks.state).toBe('saved');
});

test('without a change a connection that comes back has nothing to save', () => {
  marks.connected();
  marks.disconnected();
  marks.connected();
  expect([sent, states]).toEqual([[], ['saved', 'offline', 'saved']]);
});
