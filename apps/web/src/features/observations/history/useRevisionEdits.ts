'use client';

import { useState } from 'react';
import { useMutation } from 'urql';
import { NAME_REVISION, RESTORE } from './historyDocuments.ts';

interface Restored {
  number: number;
  /** Of the version that was the text before. */
  before: number;
}

/** Restoring a version, taking that back, and naming one. `onDone`: when the history has changed. */
export function useRevisionEdits(observationId: string | null, onDone: () => void) {
  const [{ fetching: isRestoring }, askRestore] = useMutation(RESTORE);
  const [{ fetching: isNaming }, askName] = useMutation(NAME_REVISION);
  const [problem, setProblem] = useState<string | null>(null);
  const [restored, setRestored] = useState<Restored | null>(null);

  const makeText = async (revision: number): Promise<boolean> => {
    if (!observationId) return false;
    const { data, error } = await askRestore({ input: { observationId, revision } });
    const found = error?.message ?? data?.restoreObservation.problems[0]?.message ?? null;
    setProblem(found);
    onDone();
    return found === null;
  };
  return {
    isBusy: isRestoring || isNaming,
    problem,
    restored,
    restore: async (number: number, before: number) => {
      if (await makeText(number)) setRestored({ number, before });
    },
    takeBack: async () => {
      if (restored && (await makeText(restored.before))) setRestored(null);
    },
    name: async (id: string, name: string) => {
      const { data, error } = await askName({ input: { id, name } });
      setProblem(error?.message ?? data?.nameRevision.problems[0]?.message ?? null);
      onDone();
    },
  };
}
