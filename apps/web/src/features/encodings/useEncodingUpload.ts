'use client';

import { useEffect, useRef } from 'react';
import { useClient } from 'urql';
import type { SessionState, UploadSession } from '../datasets/upload/uploadSession.ts';
import { sessionProblems, uploadSession, useSessionState } from '../datasets/upload/uploadSessions.ts';
import { useSession } from '../session/session.tsx';
import { ENCODE } from './encodingDocuments.ts';

/** Files on their way to be encoded with an experiment; what has arrived is handed over at once. */
export function useEncodingUpload(
  experimentId: string,
  onStarted: () => void,
): { session: UploadSession; state: SessionState } {
  const client = useClient();
  const { workspace, system } = useSession();
  const session = uploadSession({
    key: `encode ${experimentId}`,
    workspace: workspace.slug,
    uploadUrl: system.uploadUrl,
    async addFiles(uploadIds) {
      const { data, error } = await client
        .mutation(ENCODE, { input: { experimentId, uploadIds } })
        .toPromise();
      if (!data) throw new Error(error?.message ?? 'The server does not answer.');
      return sessionProblems(data.encodeImages.problems);
    },
  });
  const state = useSessionState(session);
  const told = useRef(state.addedCount);
  useEffect(() => {
    if (told.current === state.addedCount) return;
    told.current = state.addedCount;
    onStarted();
  });
  return { session, state };
}
