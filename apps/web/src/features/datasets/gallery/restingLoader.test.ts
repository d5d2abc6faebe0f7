import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRestingLoader, type RestingLoader } from './restingLoader.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface World {
  loader: RestingLoader<string>;
  started: string[];
  aborted: string[];
  changes: () => number;
}

function world({
  takesMs = 10,
  capacity = 3,
  parallel = 2,
  stale = () => false,
}: {
  takesMs?: number;
  capacity?: number;
  parallel?: number;
  stale?: (value: string) => boolean;
} = {}): World {
  const started: string[] = [];
  const aborted: string[] = [];
  let changes = 0;
  const loader = createRestingLoader<string>({
    load: (key, signal) => {
      started.push(key);
      signal.addEventListener('abort', () => aborted.push(key));
      return new Promise((resolve, reject) =>
        setTimeout(() => (key === 'bad' ? reject(new Error('no such window')) : resolve(`${key}!`)), takesMs),
      );
    },
    onChange: () => {
      changes += 1;
    },
    isStale: stale,
    restMs: 60,
    capacity,
    parallel,
    now: () => performance.now(),
  });
  return { loader, started, aborted, changes: () => changes };
}

test('what is scrolled past is never fetched; what rests is, the urgent first, a few at a time', async () => {
  const { loader, started } = world();
  for (let i = 0; i < 50; i++) {
    loader.want([`w${i}`]);
    await vi.advanceTimersByTimeAsync(16);
  }
  expect(started).toEqual([]);
  loader.want(['c', 'a', 'b']);
  await vi.advanceTimersByTimeAsync(60);
  expect(started).toEqual(['c', 'a']);
  await vi.advanceTimersByTimeAsync(20);
  expect(started).toEqual(['c', 'a', 'b']);
  expect([loader.get('a'), loader.get('w3')]).toEqual(['a!', undefined]);
});

test('a slow scroll fetches on the way: a key that stays wanted ripens though others come and go', async () => {
  const { loader, started } = world();
  for (let i = 0; i < 5; i++) {
    loader.want(['stays', `passing${i}`]);
    await vi.advanceTimersByTimeAsync(16);
  }
  expect(started).toEqual(['stays']);
});

test('what is under way and no longer wanted is aborted and forgotten', async () => {
  const { loader, started, aborted, changes } = world({ takesMs: 500 });
  loader.want(['a']);
  await vi.advanceTimersByTimeAsync(60);
  loader.want(['b']);
  expect(aborted).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(600);
  expect(started).toEqual(['a', 'b']);
  expect([loader.get('a'), loader.get('b'), changes()]).toEqual([undefined, 'b!', 1]);
});

test('only the latest are kept, and those wanted always', async () => {
  const { loader } = world({ capacity: 2, parallel: 9 });
  const look = async (...keys: string[]) => {
    loader.want(keys);
    await vi.advanceTimersByTimeAsync(100);
  };
  await look('a');
  await look('b');
  await look('a');
  await look('c');
  expect([loader.get('a'), loader.get('b'), loader.get('c')]).toEqual(['a!', undefined, 'c!']);
  await look('d', 'e', 'f');
  expect(['d', 'e', 'f'].map((key) => loader.get(key))).toEqual(['d!', 'e!', 'f!']);
});

test('a failure is told, spoils nothing else and is not tried again until asked', async () => {
  const { loader, started } = world();
  loader.want(['bad', 'a']);
  await vi.advanceTimersByTimeAsync(100);
  loader.want(['bad', 'a']);
  await vi.advanceTimersByTimeAsync(100);
  expect(loader.failure('bad')?.message).toBe('no such window');
  expect([started, loader.get('a')]).toEqual([['bad', 'a'], 'a!']);
  loader.retry();
  await vi.advanceTimersByTimeAsync(100);
  expect(started).toEqual(['bad', 'a', 'bad']);
});

test('a stale value is shown while it is fetched anew', async () => {
  let old = false;
  const { loader, started } = world({ stale: () => old });
  loader.want(['a']);
  await vi.advanceTimersByTimeAsync(100);
  old = true;
  loader.want(['a']);
  await vi.advanceTimersByTimeAsync(60);
  expect([started, loader.get('a')]).toEqual([['a', 'a'], 'a!']);
});
