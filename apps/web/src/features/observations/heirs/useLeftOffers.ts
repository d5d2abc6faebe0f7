'use client';

import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { readLeftOffers, withLeft, withoutLeft } from './leftOffers.ts';

interface LeftOffers {
  isLeft(offer: string): boolean;
  leave(offer: string): void;
  takeUp(offer: string): void;
}

/** What this reader left where it is, kept in this browser: for others it stays an offer. */
export function useLeftOffers(): LeftOffers {
  const { workspace } = useSession();
  const key = `asterism.leftOffers.${workspace.id}`;
  const [left, setLeft] = useState(() => readLeftOffers(localStorage.getItem(key)));
  const keep = (change: (offers: readonly string[]) => string[]) => {
    // From what is kept and not from the last render: another tab may have left another one.
    const next = change(readLeftOffers(localStorage.getItem(key)));
    localStorage.setItem(key, JSON.stringify(next));
    setLeft(next);
  };
  return {
    isLeft: (offer) => left.includes(offer),
    leave: (offer) => keep((before) => withLeft(before, offer)),
    takeUp: (offer) => keep((before) => withoutLeft(before, offer)),
  };
}
