'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/**
 * The address's query as state: any view can be shared by copying the address. Changed without asking the server: the
 * pages are the same whatever the query says.
 */
export function useSearchState(): [URLSearchParams, (changes: Record<string, string | null>) => void] {
  const search = useSearchParams();
  const change = useCallback((changes: Record<string, string | null>) => {
    // From the address and not from the last render: of two changes in a row none is lost.
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') next.delete(name);
      else next.set(name, value);
    }
    const text = next.toString();
    const { pathname, hash } = window.location;
    window.history.replaceState(null, '', `${text ? `?${text}` : pathname}${hash}`);
  }, []);
  return [new URLSearchParams(search), change];
}
