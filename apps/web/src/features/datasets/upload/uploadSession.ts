import type { DroppedFile } from './droppedFiles.ts';
import type { ImportWish } from './importOptions.ts';
import { fingerprintOf } from './tusSender.ts';
import type { UploadMemory } from './uploadMemory.ts';
import {
  createUploadQueue,
  isOpen,
  type QueueState,
  type SendFile,
  type UploadQueue,
} from './uploadQueue.ts';

// At four, a fast network is full and a slow one still shows each file move.
const PARALLEL = 4;

export interface AddProblem {
  code: string;
  message: string;
  /** Of the uploads that were given, those the problem is about. */
  uploads: readonly number[];
}

export interface SessionOptions {
  workspace: string;
  send: SendFile;
  memory: UploadMemory;
  /** Has what was sent read as the next version; problems where that cannot be. Throws where there is no answer. */
  addFiles(uploadIds: string[], wish: ImportWish): Promise<readonly AddProblem[]>;
  now(): number;
}

/** SENDING: files are on their way. WAITING: an earlier version is still being imported. */
export type SessionPhase = 'IDLE' | 'SENDING' | 'WAITING' | 'ADDING';

export interface SessionState extends QueueState {
  phase: SessionPhase;
  problem: string | null;
  /** How often files were added. */
  addedCount: number;
}

export interface UploadSession {
  /** The same value as long as nothing changes. */
  state(): SessionState;
  subscribe(listener: () => void): () => void;
  begin(files: readonly DroppedFile[], wish: ImportWish): void;
  pause(): void;
  resume(): void;
  retry(key?: string): void;
  remove(keys: readonly string[]): void;
  cancel(): void;
  /** Has the files added that waited for an earlier version's import. */
  importEnded(): void;
}

/** Sends files and, when each is sent or given up, has those that arrived added to the data set. Outlives its page. */
export function createUploadSession({
  workspace,
  send,
  memory,
  addFiles,
  now,
}: SessionOptions): UploadSession {
  const listeners = new Set<() => void>();
  let wish: ImportWish = {};
  let phase: SessionPhase = 'IDLE';
  let problem: string | null = null;
  let addedCount = 0;
  let state: SessionState | null = null;
  const changed = (): void => {
    state = null;
    for (const listener of listeners) listener();
  };

  const addArrived = async (): Promise<void> => {
    const arrived = queue.state().files.filter(({ uploadId }) => uploadId !== null);
    if (arrived.length === 0) {
      phase = 'IDLE';
      return changed();
    }
    phase = 'ADDING';
    changed();
    const problems = await addFiles(
      arrived.map(({ uploadId }) => uploadId ?? ''),
      wish,
    ).catch((error: unknown): AddProblem[] => [
      { code: 'NO_ANSWER', message: error instanceof Error ? error.message : String(error), uploads: [] },
    ]);
    settle(
      arrived.map(({ key }) => key),
      problems,
    );
  };

  const settle = (keys: readonly string[], problems: readonly AddProblem[]): void => {
    const [first] = problems;
    phase = 'IDLE';
    problem = null;
    if (!first) {
      for (const key of keys) memory.forget(fingerprintOf(workspace, key));
      queue.remove(keys);
      addedCount += 1;
    } else if (first.code === 'PREVIOUS_IMPORTING') phase = 'WAITING';
    else if (first.code === 'UPLOAD_NOT_FOUND') {
      // Sent so long ago that the server has dropped it: sent again.
      const lost = problems.flatMap(({ uploads }) => uploads.flatMap((at) => keys[at] ?? []));
      for (const key of lost) {
        memory.forget(fingerprintOf(workspace, key));
        queue.retry(key);
      }
    } else problem = first.message;
    changed();
  };

  const queue: UploadQueue = createUploadQueue({
    send,
    parallel: PARALLEL,
    now,
    onChange() {
      const { files } = queue.state();
      if (phase !== 'ADDING') {
        if (files.some(isOpen)) phase = 'SENDING';
        else if (phase === 'SENDING') void addArrived();
      }
      changed();
    },
  });

  return {
    state() {
      state ??= { ...queue.state(), phase, problem, addedCount };
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin(files, wished) {
      if (files.length === 0) return;
      wish = wished;
      problem = null;
      queue.add(files);
    },
    pause: queue.pause,
    resume: queue.resume,
    retry: queue.retry,
    remove: queue.remove,
    cancel() {
      phase = 'IDLE';
      problem = null;
      queue.remove(queue.state().files.map(({ key }) => key));
    },
    importEnded() {
      if (phase === 'WAITING') void addArrived();
    },
  };
}
