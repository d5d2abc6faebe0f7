import { useState } from 'react';
import { useClient } from 'urql';
import type { CatalogueJoin } from '../../gql/graphql.ts';
import { useSession } from '../session/session.tsx';
import { ATTACH, PREVIEW, type Preview } from './catalogueDocuments.ts';
import { sendTable } from './sendTable.ts';

/** How far the attaching of a table is. */
export type AttachState =
  | { step: 'EMPTY'; problem: string | null }
  | { step: 'SENDING'; fileName: string }
  | { step: 'CHOOSING'; fileName: string; uploadId: string; preview: Preview; problem: string | null }
  | { step: 'ATTACHING'; fileName: string };

export interface Attach {
  state: AttachState;
  take: (file: File) => Promise<void>;
  attach: (joinColumn: string, joinBy: CatalogueJoin) => Promise<void>;
  cancel: () => void;
}

/** Sends a table, shows its beginning, and joins it as chosen. */
export function useAttach(datasetVersionId: string, onAttached: () => void): Attach {
  const client = useClient();
  const { workspace, system } = useSession();
  const [state, setState] = useState<AttachState>({ step: 'EMPTY', problem: null });

  const take = async (file: File): Promise<void> => {
    setState({ step: 'SENDING', fileName: file.name });
    try {
      const uploadId = await sendTable(file, { uploadUrl: system.uploadUrl, workspace: workspace.slug });
      const { data, error } = await client.query(PREVIEW, { datasetVersionId, uploadId }).toPromise();
      const preview = data?.previewCatalogue;
      const problem = preview?.problems[0]?.message ?? error?.message;
      if (!preview || problem)
        setState({ step: 'EMPTY', problem: `${file.name}: ${problem ?? 'The server gave no answer.'}` });
      else setState({ step: 'CHOOSING', fileName: file.name, uploadId, preview, problem: null });
    } catch (error) {
      setState({ step: 'EMPTY', problem: error instanceof Error ? error.message : String(error) });
    }
  };

  const attach = async (joinColumn: string, joinBy: CatalogueJoin): Promise<void> => {
    if (state.step !== 'CHOOSING') return;
    const { fileName, uploadId } = state;
    setState({ step: 'ATTACHING', fileName });
    const input = { datasetVersionId, uploadId, joinColumn, joinBy };
    const { data, error } = await client.mutation(ATTACH, { input }).toPromise();
    const problem = data?.attachCatalogue.problems[0]?.message ?? error?.message;
    if (problem) return setState({ ...state, problem });
    setState({ step: 'EMPTY', problem: null });
    onAttached();
  };

  return { state, take, attach, cancel: () => setState({ step: 'EMPTY', problem: null }) };
}
