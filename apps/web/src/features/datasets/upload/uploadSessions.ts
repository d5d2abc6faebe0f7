'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { createTusSender } from './tusSender.ts';
import { createUploadMemory } from './uploadMemory.ts';
import {
  createUploadSession,
  type SessionOptions,
  type SessionState,
  type UploadSession,
} from './uploadSession.ts';

// Faster than this nobody reads numbers.
const TOLD_EVERY_MS = 100;

// By what the files are for: what is being sent goes on while other pages are looked at.
const sessions = new Map<string, UploadSession>();

export interface SessionTarget extends Pick<SessionOptions, 'addFiles'> {
  /** Of what the files are for. */
  key: string;
  workspace: string;
  uploadUrl: string;
}

/** The upload of that key, the same one on every visit. */
export function uploadSession({ key, workspace, uploadUrl, addFiles }: SessionTarget): UploadSession {
  const there = sessions.get(key);
  if (there) return there;
  const memory = createUploadMemory(localStorage, () => Date.now());
  const session = createUploadSession({
    workspace,
    memory,
    send: createTusSender({ uploadUrl, workspace, memory }),
    now: () => performance.now(),
    addFiles,
  });
  session.subscribe(() => warnBeforeLeaving(session.state().phase === 'SENDING', session));
  sessions.set(key, session);
  return session;
}

/** How far it is. */
export function useSessionState(session: UploadSession): SessionState {
  const subscribe = useCallback((listener: () => void) => subscribeSlowly(session, listener), [session]);
  return useSyncExternalStore(subscribe, session.state, session.state);
}

const sending = new Set<UploadSession>();
const warn = (event: BeforeUnloadEvent) => event.preventDefault();

/** The browser asks before the page is closed while something is on its way. */
function warnBeforeLeaving(isSending: boolean, session: UploadSession): void {
  sending[isSending ? 'add' : 'delete'](session);
  if (sending.size > 0) window.addEventListener('beforeunload', warn);
  else window.removeEventListener('beforeunload', warn);
}

function subscribeSlowly(session: UploadSession, listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const unsubscribe = session.subscribe(() => {
    timer ??= setTimeout(() => {
      timer = null;
      listener();
    }, TOLD_EVERY_MS);
  });
  return () => {
    unsubscribe();
    if (timer) clearTimeout(timer);
  };
}

/** Problems of a mutation as a session takes them: which of the uploads each is about. */
export const sessionProblems = (
  problems: readonly { code: string; message: string; path?: readonly string[] | null }[],
) =>
  problems.map(({ code, message, path }) => ({
    code,
    message,
    uploads: path?.[0] === 'uploadIds' && path[1] !== undefined ? [Number(path[1])] : [],
  }));
