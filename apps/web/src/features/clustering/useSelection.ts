'use client';

import { useCallback } from 'react';
import { useSearchState } from '../../api/useSearchState.ts';

export interface Selection {
  /** Label of the cluster that stands out; -1 is noise, null: none does. */
  cluster: number | null;
  /** ID number of the sample that is marked. */
  sample: number | null;
}

/** What stands out in every view of a clustering, kept in the address as `cluster` and `sample`. */
export function useSelection(): Selection & { choose: (changes: Partial<Selection>) => void } {
  const [search, change] = useSearchState();
  const choose = useCallback(
    (changes: Partial<Selection>) =>
      change(
        Object.fromEntries(
          Object.entries(changes).map(([name, value]) => [name, value === null ? null : String(value)]),
        ),
      ),
    [change],
  );
  return { ...readSelection(search), choose };
}

/** What the address says; what is no whole number says nothing. */
export function readSelection(search: Pick<URLSearchParams, 'get'>): Selection {
  const whole = (name: string, pattern: RegExp) => {
    const text = search.get(name);
    return text !== null && pattern.test(text) ? Number(text) : null;
  };
  return { cluster: whole('cluster', /^(-1|\d{1,9})$/), sample: whole('sample', /^\d{1,9}$/) };
}
