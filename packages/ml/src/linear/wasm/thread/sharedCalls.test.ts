import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SharedCalls } from './sharedCalls.ts';

// A second pair of eyes on the same memory, as a thread has.
const asSeenByAnother = ({ layout }: SharedCalls): SharedCalls => new SharedCalls(layout);

test('two that share calls take each once, see its numbers, and both see the results', () => {
  const one = SharedCalls.of([
    [1, 2.5],
    [3, 4],
    [5, 2 ** 40],
  ]);
  const other = asSeenByAnother(one);
  expect([one.take(), other.take(), one.take(), other.take()]).toEqual([0, 1, 2, -1]);
  expect([...other.numbers(0), ...one.numbers(2)]).toEqual([1, 2.5, 5, 2 ** 40]);
  expect([one.isTaken, one.isDone, one.isIdle]).toEqual([false, false, false]);
  other.finish(1, 20);
  one.finish(2, 30);
  one.finish(0, 0.1);
  expect(other.take()).toBe(-1);
  expect([other.isTaken, other.isDone, one.isDone, one.isIdle]).toEqual([true, true, true, true]);
  expect(one.results()).toEqual([0.1, 20, 30]);
});

test('a call is there when all before it are done', () => {
  const calls = SharedCalls.of([[0], [1], [2], [3]], [[], [0], [], [1, 2]]);
  expect([calls.take(), calls.take(), calls.take()]).toEqual([0, 2, -1]);
  calls.finish(2, 0);
  expect(calls.take()).toBe(-1);
  calls.finish(0, 0);
  expect([calls.take(), calls.take()]).toEqual([1, -1]);
  calls.finish(1, 0);
  expect(asSeenByAnother(calls).take()).toBe(3);
});

test('after a stop none is taken, and it is idle when those that were are done', () => {
  const calls = SharedCalls.of([[0], [1]]);
  expect(calls.take()).toBe(0);
  asSeenByAnother(calls).stop();
  expect([calls.take(), calls.isTaken, calls.isIdle]).toEqual([-1, true, false]);
  calls.finish(0, 1);
  expect([calls.isIdle, calls.isDone]).toEqual([true, false]);
});

test('no calls are done from the start', () => {
  const calls = SharedCalls.of([]);
  expect([calls.take(), calls.isDone, calls.isTaken, calls.results()]).toEqual([-1, true, true, []]);
});

describe('whoever takes and finishes when', () => {
  const lists = fc
    .integer({ min: 1, max: 12 })
    .chain((count) =>
      fc.tuple(
        fc.tuple(
          ...Array.from({ length: count }, (_, call) => fc.uniqueArray(fc.nat(Math.max(call - 1, 0)))),
        ),
        fc.infiniteStream(fc.nat(2)),
      ),
    );

  test('all are done, each once, none before those it waits for', () => {
    fc.assert(
      fc.property(lists, ([lists, choices]) => {
        const after = lists.map((earlier, call) => (call === 0 ? [] : earlier));
        const shared = SharedCalls.of(
          after.map((_, call) => [call]),
          after,
        );
        const takers = [shared, asSeenByAnother(shared), asSeenByAnother(shared)];
        const held = takers.map(() => -1);
        const done: number[] = [];
        for (let step = 0; !shared.isDone; step++) {
          expect(step).toBeLessThan(1000);
          const who = choices.next().value!;
          if (held[who]! < 0) held[who] = takers[who]!.take();
          else {
            takers[who]!.finish(held[who]!, held[who]! * 2);
            done.push(held[who]!);
            held[who] = -1;
          }
          const latest = held[who]!;
          if (latest >= 0) expect(after[latest]!.every((one) => done.includes(one))).toBe(true);
        }
        expect([...done].sort((a, b) => a - b)).toEqual(after.map((_, call) => call));
        expect(shared.results()).toEqual(after.map((_, call) => call * 2));
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});
