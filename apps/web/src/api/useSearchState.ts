'use client';

import { useCallback } from 'react';
import { changeQuery, useDrawnQuery } from './addressQuery.ts';

/**
 * The address's query as state: any view can be shared by copying the address. Changed without asking the server: the
 * pages are the same whatever the query says.
 */
export function useSearchState(): [URLSearchParams, (changes: Record<string, string | null>) => void] {
  const search = useDrawnQuery();
  const change = useCallback((changes: Record<string, string | null>) => {
    changeQuery((query) => {
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') query.delete(name);
        else query.set(name, value);
      }
      return query;
    });
  }, []);
  return [new URLSearchParams(search), change];
}
