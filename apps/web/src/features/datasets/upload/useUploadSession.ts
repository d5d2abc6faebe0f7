'use client';

import { useEffect, useRef } from 'react';
import { type Client, useClient } from 'urql';
import { graphql } from '../../../gql/index.ts';
import { useSession } from '../../session/session.tsx';
import type { SessionState, UploadSession } from './uploadSession.ts';
import { sessionProblems, uploadSession, useSessionState } from './uploadSessions.ts';

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

/** The data set's upload, the same one on every visit, and how far it is. */
export function useUploadSession(
  datasetId: string,
  { isImporting, onAdded }: { isImporting: boolean; onAdded: () => void },
): { session: UploadSession; state: SessionState } {
  const client = useClient();
  const { workspace, system } = useSession();
  const session = openSession(client, {
    datasetId,
    workspace: workspace.slug,
    uploadUrl: system.uploadUrl,
  });
  const state = useSessionState(session);
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

function openSession(
  client: Client,
  { datasetId, ...target }: { datasetId: string; workspace: string; uploadUrl: string },
): UploadSession {
  return uploadSession({
    ...target,
    key: datasetId,
    async addFiles(uploadIds, wish) {
      const input = { datasetId, uploadIds, ...wish };
      const { data, error } = await client.mutation(ADD_FILES, { input }).toPromise();
      if (!data) throw new Error(error?.message ?? 'The server does not answer.');
      return sessionProblems(data.addFiles.problems);
    },
  });
}
