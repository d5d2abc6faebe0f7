'use client';

import type { RefObject } from 'react';
import type { KeyLine } from '../../keys/KeysProvider.tsx';
import { useKeys } from '../../keys/useKeys.ts';
import type { Commenting } from './commenting.ts';
import type { Attention } from './ThreadList.tsx';
import type { Thread } from './threads.ts';

const LINES: readonly KeyLine[] = [
  [['j', 'k'], 'next, previous thread'],
  [['r'], 'reply to it'],
  [['e'], 'resolve it, or open it again'],
  [['c'], 'comment, on the selection if there is one'],
  [['Ctrl', 'Enter'], 'send what is written'],
];

interface ThreadKeys {
  list: RefObject<HTMLElement | null>;
  threads: readonly Thread[];
  attention: Attention;
  onAttention: (attention: Attention) => void;
  onBegin: () => void;
  commenting: Commenting;
}

/** Goes through threads by keys; they rest while something is written. */
export function useThreadKeys(keys: ThreadKeys): void {
  const { list, threads, attention, onAttention, onBegin, commenting } = keys;
  const { mayWrite, resolve } = commenting;
  const active = threads.find(({ id }) => id === attention.activeId);
  const go = (step: number) => () => {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-thread]') ?? [])];
    const at = cards.findIndex((card) => card.dataset['thread'] === attention.activeId);
    const next = at < 0 ? cards.at(step > 0 ? 0 : -1) : cards[at + step];
    next?.focus();
  };
  useKeys('In the comments', LINES, {
    j: go(1),
    k: go(-1),
    ...(mayWrite && { c: onBegin }),
    ...(mayWrite &&
      active && {
        r: () => onAttention({ activeId: active.id, replyingId: active.id }),
        e: () => resolve(active.id, !active.first.isResolved),
      }),
  });
}
