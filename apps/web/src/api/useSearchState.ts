'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** The address's query as state: any view can be shared by copying the address. */
export function useSearchState(): [URLSearchParams, (changes: Record<string, string | null>) => void] {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const change = useCallback(
    (changes: Record<string, string | null>) => {
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
      }
      const text = next.toString();
      router.replace(text ? `${path}?${text}` : path, { scroll: false });
    },
    [router, path, search],
  );
  return [new URLSearchParams(search), change];
}
