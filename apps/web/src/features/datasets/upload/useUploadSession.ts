'use client';

import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { type Client, useClient } from 'urql';
import { graphql } from '../../../gql/index.ts';
import { useSession } from '../../session/session.tsx';
import { createTusSender } from './tusSender.ts';
import { createUploadMemory } from './uploadMemory.ts';
import {
  type AddProblem,
  createUploadSession,
  type SessionState,
  type UploadSession,
} from './uploadSession.ts';

const ADD_FILES = graphql(`
  mutation AddFilesHere($input: AddFilesInput!) {
    addFiles(input: $input) {
      version {
        id
        number
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

// Faster than this nobody reads numbers.
const TOLD_EVERY_MS = 100;

// By data set: what is being sent goes on while other pages are looked at.
const sessions = new Map<string, UploadSession>();

/** The data set's upload, the same one on every visit, and how far it is. */
export function useUploadSession(
  datasetId: string,
  { isImporting, onAdded }: { isImporting: boolean; onAdded: () => void },
): { session: UploadSession; state: SessionState } {
  const client = useClient();
  const { workspace, system } = useSession();
  const session =
    sessions.get(datasetId) ??
    openSession(client, { datasetId, workspace: workspace.slug, uploadUrl: system.uploadUrl });
  const subscribe = useCallback((listener: () => void) => subscribeSlowly(session, listener), [session]);
  const state = useSyncExternalStore(subscribe, session.state, session.state);
  useEffect(() => {
    if (!isImporting && state.phase === 'WAITING') session.importEnded();
  }, [isImporting, session, state.phase]);
  const told = useRef(state.addedCount);
  useEffect(() => {
    if (told.current === state.addedCount) return;
    told.current = state.addedCount;
    onAdded();
  });
  return { session, state };
}

interface SessionTarget {
  datasetId: string;
  workspace: string;
  uploadUrl: string;
}

function openSession(client: Client, { datasetId, workspace, uploadUrl }: SessionTarget): UploadSession {
  const memory = createUploadMemory(localStorage, () => Date.now());
  const session = createUploadSession({
    workspace,
    memory,
    send: createTusSender({ uploadUrl, workspace, memory }),
    now: () => performance.now(),
    async addFiles(uploadIds, wish): Promise<AddProblem[]> {
      const input = { datasetId, uploadIds, ...wish };
      const { data, error } = await client.mutation(ADD_FILES, { input }).toPromise();
      if (!data) throw new Error(error?.message ?? 'The server does not answer.');
      return data.addFiles.problems.map(({ code, message, path }) => ({
        code,
        message,
        uploads: path?.[0] === 'uploadIds' && path[1] !== undefined ? [Number(path[1])] : [],
      }));
    },
  });
  session.subscribe(() => warnBeforeLeaving(session.state().phase === 'SENDING', session));
  sessions.set(datasetId, session);
  return session;
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
