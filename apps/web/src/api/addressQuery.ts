'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useLayoutEffect } from 'react';
import { AskedQuery } from './askedQuery.ts';

// One page has one address, whoever draws a part of it.
const asked = new AskedQuery();

/** The address's query as it is drawn; whoever changes it reads it by this. */
export function useDrawnQuery(): URLSearchParams {
  const path = usePathname();
  const search = useSearchParams();
  const drawn = search.toString();
  useLayoutEffect(() => asked.draw(path, drawn), [path, drawn]);
  return search;
}

/**
 * Changes the address's query without asking the server. Goes out from the last change and not from the last render: of
 * two in a row none is lost. Gives what stands there then.
 */
export function changeQuery(changed: (before: URLSearchParams) => URLSearchParams): string {
  const { pathname, search, hash } = window.location;
  const before = new URLSearchParams(asked.latest(pathname, search));
  const stood = before.toString();
  const query = changed(before).toString();
  // It would never be drawn, and so waited for.
  if (query === stood) return query;
  asked.ask(pathname, query);
  window.history.replaceState(null, '', `${query ? `?${query}` : pathname}${hash}`);
  return query;
}
