'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useLayoutEffect } from 'react';
import { asked, changeQuery } from './changeQuery.ts';

/**
 * The address's query as state: any view can be shared by copying the address. Changed without asking the server: the
 * pages are the same whatever the query says.
 */
export function useSearchState(): [URLSearchParams, (changes: Record<string, string | null>) => void] {
  const path = usePathname();
  const search = useSearchParams();
  const drawn = search.toString();
  useLayoutEffect(() => asked.draw(path, drawn), [path, drawn]);
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
