import { expect, test } from 'vitest';
import type { DroppedFile } from './droppedFiles.ts';
import { createUploadQueue, type SendEvents, type UploadQueue } from './uploadQueue.ts';

const dropped = (path: string, size = 100): DroppedFile => ({
  file: new File([new Uint8Array(size)], path, { lastModified: 1 }),
  path,
});

interface World {
  queue: UploadQueue;
  /** Events of the files being sent, by path. */
  sending: Map<string, SendEvents>;
  stopped: string[];
  at: (ms: number) => void;
}

function world(parallel = 2): World {
  const sending = new Map<string, SendEvents>();
  const stopped: string[] = [];
  let clock = 0;
  const queue = createUploadQueue({
    send: ({ path }, events) => {
      sending.set(path, events);
      return () => {
        sending.delete(path);
        stopped.push(path);
      };
    },
    parallel,
    now: () => clock,
    onChange: () => undefined,
  });
  return {
    queue,
    sending,
    stopped,
    at: (ms) => {
      clock = ms;
    },
  };
}

const states = (queue: UploadQueue): string[] => queue.state().files.map(({ state }) => state);

test('a few at a time; one that fails holds up no other', () => {
  const { queue, sending } = world();
  queue.add(['a', 'b', 'c', 'd'].map((path) => dropped(path)));
  expect(states(queue)).toEqual(['SENDING', 'SENDING', 'WAITING', 'WAITING']);
  sending.get('a')!.onFailed('The connection was lost.', false);
  sending.get('b')!.onBytes(100);
  expect(states(queue)).toEqual(['FAILED', 'HASHING', 'SENDING', 'WAITING']);
  sending.get('b')!.onDone('id-b');
  sending.get('c')!.onFailed('Too large.', true);
  sending.get('d')!.onDone('id-d');
  expect(states(queue)).toEqual(['FAILED', 'SENT', 'REFUSED', 'SENT']);
  expect(queue.state().files.map(({ uploadId, reason }) => uploadId ?? reason)).toEqual([
    'The connection was lost.',
    'id-b',
    'Too large.',
    'id-d',
  ]);
  queue.retry();
  expect(states(queue)).toEqual(['SENDING', 'SENT', 'REFUSED', 'SENT']);
});

test('a pause stops what is under way and keeps what is sent; going on takes it up again', () => {
  const { queue, sending, stopped } = world();
  queue.add([dropped('a'), dropped('b'), dropped('c')]);
  sending.get('a')!.onBytes(40);
  queue.pause();
  expect([stopped, states(queue)]).toEqual([
    ['a', 'b'],
    ['WAITING', 'WAITING', 'WAITING'],
  ]);
  expect(queue.state()).toMatchObject({
    isPaused: true,
    sentBytes: 40,
    totalBytes: 300,
    bytesPerSecond: null,
  });
  queue.resume();
  expect([...sending.keys()]).toEqual(['a', 'b']);
});

test('the same file twice is one; a name in two folders is two', () => {
  const { queue } = world();
  queue.add([dropped('a'), dropped('a'), dropped('n1/a'), dropped('n2/a')]);
  expect(queue.state().files).toHaveLength(3);
});

test('the speed is that of the last seconds', () => {
  const { queue, sending, at } = world();
  queue.add([dropped('a', 1000)]);
  sending.get('a')!.onBytes(100);
  at(1000);
  sending.get('a')!.onBytes(300);
  at(2000);
  sending.get('a')!.onBytes(500);
  expect(queue.state().bytesPerSecond).toBe(200);
});

test('what is taken out is stopped and makes room', () => {
  const { queue, stopped } = world(1);
  queue.add([dropped('a'), dropped('b')]);
  queue.remove(
    queue
      .state()
      .files.slice(0, 1)
      .map(({ key }) => key),
  );
  expect([stopped, states(queue)]).toEqual([['a'], ['SENDING']]);
});

test('a file that was sent before is done at once', () => {
  const queue = createUploadQueue({
    send: (_file, { onDone }) => {
      onDone('known');
      return () => undefined;
    },
    parallel: 1,
    now: () => 0,
    onChange: () => undefined,
  });
  queue.add([dropped('a'), dropped('b'), dropped('c')]);
  expect(queue.state()).toMatchObject({
    sentBytes: 300,
    files: [{ uploadId: 'known' }, {}, { state: 'SENT' }],
  });
});
