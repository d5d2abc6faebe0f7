import type { DroppedFile } from './droppedFiles.ts';
import { createSpeedometer } from './speed.ts';

export type FileState = 'WAITING' | 'SENDING' | 'RECONNECTING' | 'HASHING' | 'SENT' | 'FAILED' | 'REFUSED';

/** A file of the queue. Replaced when it changes. */
export interface QueuedFile {
  key: string;
  dropped: DroppedFile;
  state: FileState;
  sentBytes: number;
  /** What addFiles takes; null before the file is wholly sent. */
  uploadId: string | null;
  /** Why it was not sent. */
  reason: string | null;
}

export interface SendEvents {
  onBytes(sentBytes: number): void;
  onReconnecting(): void;
  onDone(uploadId: string): void;
  /** isFinal: the server refuses the file, so that trying again is no use. */
  onFailed(reason: string, isFinal: boolean): void;
}

/** Sends one file, from where it was broken off before. Gives what stops it. */
export type SendFile = (dropped: DroppedFile, events: SendEvents) => () => void;

export interface QueueState {
  files: readonly QueuedFile[];
  isPaused: boolean;
  sentBytes: number;
  totalBytes: number;
  /** Null while there is nothing to go by. */
  bytesPerSecond: number | null;
}

export interface UploadQueue {
  state(): QueueState;
  add(files: readonly DroppedFile[]): void;
  pause(): void;
  resume(): void;
  /** Sends those again that failed, or one of them. */
  retry(key?: string): void;
  /** Takes files out; those under way are stopped. */
  remove(keys: readonly string[]): void;
}

interface QueueOptions {
  send: SendFile;
  parallel: number;
  now: () => number;
  onChange: () => void;
}

const UNDER_WAY: readonly FileState[] = ['SENDING', 'RECONNECTING', 'HASHING'];
export const isUnderWay = ({ state }: QueuedFile): boolean => UNDER_WAY.includes(state);
export const isOpen = (file: QueuedFile): boolean => file.state === 'WAITING' || isUnderWay(file);
export const hasFailed = ({ state }: QueuedFile): boolean => state === 'FAILED' || state === 'REFUSED';

/** What tells files apart: the same file dropped again is the same, also after the page was loaded anew. */
export const fileKey = ({ file, path }: DroppedFile): string => `${path}|${file.size}|${file.lastModified}`;

/** Sends files a few at a time; one that fails holds up no other. Knows neither the network nor a framework. */
export function createUploadQueue({ send, parallel, now, onChange }: QueueOptions): UploadQueue {
  const files = new Map<string, QueuedFile>();
  const stops = new Map<string, () => void>();
  // In order, so that a hundred thousand files are not looked through whenever one is done.
  const waiting = new Set<string>();
  const underWay = new Set<string>();
  let sentBytes = 0;
  let totalBytes = 0;
  const speed = createSpeedometer();
  let isPaused = false;

  const put = (file: QueuedFile): void => {
    const before = files.get(file.key);
    sentBytes += file.sentBytes - (before?.sentBytes ?? 0);
    totalBytes += file.dropped.file.size - (before?.dropped.file.size ?? 0);
    files.set(file.key, file);
    waiting[file.state === 'WAITING' ? 'add' : 'delete'](file.key);
    underWay[isUnderWay(file) ? 'add' : 'delete'](file.key);
  };
  const change = (key: string, changes: Partial<QueuedFile>): void => {
    const file = files.get(key);
    if (file) put({ ...file, ...changes });
  };

  const start = (key: string, dropped: DroppedFile): void => {
    change(key, { state: 'SENDING', reason: null });
    const over = (changes: Partial<QueuedFile>): void => {
      stops.delete(key);
      change(key, changes);
      fill();
      onChange();
    };
    const stop = send(dropped, {
      onBytes(sent) {
        const isWhole = sent >= dropped.file.size;
        // When the last byte is there the server still hashes the file and stores it.
        change(key, { sentBytes: sent, state: isWhole ? 'HASHING' : 'SENDING' });
        speed.note(sentBytes, now());
        onChange();
      },
      onReconnecting() {
        change(key, { state: 'RECONNECTING' });
        onChange();
      },
      onDone: (uploadId) => over({ state: 'SENT', uploadId, sentBytes: dropped.file.size }),
      onFailed: (reason, isFinal) => over({ state: isFinal ? 'REFUSED' : 'FAILED', reason }),
    });
    // What was sent before is done at once, before there is anything to stop.
    const file = files.get(key);
    if (file && isUnderWay(file)) stops.set(key, stop);
  };

  let isFilling = false;
  const fill = (): void => {
    // Files that were sent before are done while they are started: the loop below goes on with the next.
    if (isPaused || isFilling) return;
    isFilling = true;
    for (const key of waiting) {
      if (underWay.size >= parallel) break;
      const file = files.get(key);
      if (file) start(key, file.dropped);
    }
    isFilling = false;
  };

  const stop = (key: string): void => {
    stops.get(key)?.();
    stops.delete(key);
  };

  return {
    state: () => ({
      files: [...files.values()],
      isPaused,
      sentBytes,
      totalBytes,
      bytesPerSecond: isPaused ? null : speed.bytesPerSecond(now()),
    }),
    add(dropped) {
      for (const one of dropped) {
        const key = fileKey(one);
        const known = files.get(key);
        if (known && !hasFailed(known)) continue;
        put({ key, dropped: one, state: 'WAITING', sentBytes: 0, uploadId: null, reason: null });
      }
      fill();
      onChange();
    },
    pause() {
      isPaused = true;
      speed.reset();
      for (const file of files.values())
        if (isUnderWay(file) && file.state !== 'HASHING') {
          stop(file.key);
          change(file.key, { state: 'WAITING' });
        }
      waiting.clear();
      for (const { key, state } of files.values()) if (state === 'WAITING') waiting.add(key);
      onChange();
    },
    resume() {
      isPaused = false;
      fill();
      onChange();
    },
    retry(key) {
      for (const file of files.values())
        if (key === undefined ? file.state === 'FAILED' : file.key === key)
          change(file.key, { state: 'WAITING', reason: null, uploadId: null });
      fill();
      onChange();
    },
    remove(keys) {
      for (const key of keys) {
        stop(key);
        change(key, { state: 'SENT', sentBytes: 0 });
        totalBytes -= files.get(key)?.dropped.file.size ?? 0;
        files.delete(key);
      }
      fill();
      onChange();
    },
  };
}
