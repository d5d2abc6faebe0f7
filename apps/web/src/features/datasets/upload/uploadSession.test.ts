import { expect, test } from 'vitest';
import type { ImportWish } from './importOptions.ts';
import type { UploadMemory } from './uploadMemory.ts';
import type { SendEvents } from './uploadQueue.ts';
import { type AddProblem, createUploadSession } from './uploadSession.ts';

const dropped = (path: string) => ({ file: new File(['1234'], path, { lastModified: 1 }), path });

function world(answers: AddProblem[][]) {
  const sending = new Map<string, SendEvents>();
  const added: { uploadIds: string[]; wish: ImportWish }[] = [];
  const forgotten: string[] = [];
  const memory: UploadMemory = {
    urlStorage: {
      findAllUploads: async () => [],
      findUploadsByFingerprint: async () => [],
      removeUpload: async () => undefined,
      addUpload: async () => '',
    },
    sentId: () => null,
    noteSent: () => undefined,
    forget: (fingerprint) => forgotten.push(fingerprint),
  };
  const session = createUploadSession({
    workspace: 'demo',
    send: ({ path }, events) => {
      sending.set(path, events);
      return () => undefined;
    },
    memory,
    addFiles: async (uploadIds, wish) => {
      added.push({ uploadIds, wish });
      return answers.shift() ?? [];
    },
    now: () => 0,
  });
  return { session, sending, added, forgotten };
}

const soon = () => new Promise((resolve) => setTimeout(resolve));

test('what arrived is added with the options; what failed stays to be tried again', async () => {
  const { session, sending, added, forgotten } = world([]);
  session.begin([dropped('a'), dropped('b')], { hdu: 1 });
  sending.get('a')?.onDone('id-a');
  expect(session.state().phase).toBe('SENDING');
  sending.get('b')?.onFailed('The connection was lost.', false);
  await soon();
  expect(added).toEqual([{ uploadIds: ['id-a'], wish: { hdu: 1 } }]);
  expect(forgotten).toHaveLength(1);
  expect(session.state()).toMatchObject({ phase: 'IDLE', files: [{ state: 'FAILED' }] });
  session.retry();
  sending.get('b')?.onDone('id-b');
  await soon();
  expect(added[1]?.uploadIds).toEqual(['id-b']);
  expect(session.state()).toMatchObject({ phase: 'IDLE', files: [], totalBytes: 0 });
});

test('nothing arrived, nothing is added', async () => {
  const { session, sending, added } = world([]);
  session.begin([dropped('a')], {});
  sending.get('a')?.onFailed('no', true);
  await soon();
  expect([added, session.state().phase]).toEqual([[], 'IDLE']);
});

test('while an earlier version is imported what was sent waits for it', async () => {
  const busy = { code: 'PREVIOUS_IMPORTING', message: 'Version 1 is still being imported.', uploads: [] };
  const { session, sending, added } = world([[busy], []]);
  session.begin([dropped('a')], {});
  sending.get('a')?.onDone('id-a');
  await soon();
  expect(session.state()).toMatchObject({ phase: 'WAITING', problem: null });
  session.importEnded();
  await soon();
  expect(added).toHaveLength(2);
  expect(session.state().files).toEqual([]);
});

test('an upload that the server no longer has is sent again; another problem is said', async () => {
  const lost = { code: 'UPLOAD_NOT_FOUND', message: 'gone', uploads: [1] };
  const other = { code: 'DATASET_NOT_FOUND', message: 'There is no such data set.', uploads: [] };
  const { session, sending, added } = world([[lost], [other]]);
  session.begin([dropped('a'), dropped('b')], {});
  sending.get('a')?.onDone('id-a');
  sending.get('b')?.onDone('id-b');
  await soon();
  expect(session.state().files.map(({ state }) => state)).toEqual(['SENT', 'SENDING']);
  sending.get('b')?.onDone('id-b2');
  await soon();
  expect(added[1]?.uploadIds).toEqual(['id-a', 'id-b2']);
  expect(session.state()).toMatchObject({ phase: 'IDLE', problem: 'There is no such data set.' });
});

test('what is cancelled is gone', async () => {
  const { session, added } = world([]);
  session.begin([dropped('a'), dropped('b')], {});
  session.cancel();
  await soon();
  expect(session.state()).toMatchObject({ phase: 'IDLE', files: [], sentBytes: 0, totalBytes: 0 });
  expect(added).toEqual([]);
});
