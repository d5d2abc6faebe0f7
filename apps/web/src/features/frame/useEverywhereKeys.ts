'use client';

import { useRouter } from 'next/navigation';
import type { KeyGroup, KeyLine } from '../keys/KeysProvider.tsx';
import { palette } from '../palette/paletteStore.ts';
import { useWorkspacePath } from '../session/session.tsx';
import { PLACES } from './places.ts';

const LINES: readonly KeyLine[] = [
  ...PLACES.map(({ name, key }) => [['g', key], `go to ${name}`] as const),
  [['n'], 'new experiment'],
  [['/'], 'to the page’s search; where it has none, find anything'],
  [['Ctrl', 'K'], 'find or go to anything (⌘ K on a Mac)'],
  [['?'], 'this list'],
];

/** The keys of every page. */
export function useEverywhereKeys(): KeyGroup {
  const router = useRouter();
  const to = useWorkspacePath();
  const go = (path: string) => () => router.push(to(path));
  return {
    name: 'Everywhere',
    lines: LINES,
    actions: () => ({
      ...Object.fromEntries(PLACES.map(({ path, key }) => [`g ${key}`, go(path)])),
      n: go('/experiments/new'),
      '/': search,
    }),
  };
}

function search(): void {
  const field = document.querySelector<HTMLInputElement>('main search input');
  if (field) {
    field.focus();
    field.select();
  } else palette.open();
}
