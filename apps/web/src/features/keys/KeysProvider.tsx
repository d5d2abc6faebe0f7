'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { type Begun, hear } from './keySequence.ts';
import { isTaken } from './ownKeys.ts';

/** By `event.key`; two in a row are apart by a space. */
export type KeyActions = Readonly<Record<string, () => void>>;

/** Keys as they are written on the keyboard, and what they do. */
export type KeyLine = readonly [keys: readonly string[], what: string];

export interface KeyGroup {
  name: string;
  lines: readonly KeyLine[];
  /** As they are when a key is pressed. */
  actions: () => KeyActions;
}

interface Keys {
  add(group: KeyGroup): () => void;
  showHelp(): void;
}

const KeyHelp = dynamic(() => import('./KeyHelp.tsx').then((module) => module.KeyHelp), { ssr: false });

const KeysContext = createContext<Keys | null>(null);

export function useKeysContext(): Keys {
  const keys = useContext(KeysContext);
  if (!keys) throw new Error('Keys are heard only within a frame.');
  return keys;
}

interface KeysProviderProps {
  /** Heard on every page, after the page's own; ? is added. */
  everywhere: KeyGroup;
  children: ReactNode;
}

/** Listens to the keys of the page that is shown, and lists them. They rest while something is typed. */
export function KeysProvider({ everywhere, children }: KeysProviderProps) {
  const [groups, setGroups] = useState<readonly KeyGroup[]>([]);
  // Null until it is asked for: only then is it loaded.
  const [isHelpOpen, setHelpOpen] = useState<boolean | null>(null);
  const keys = useMemo(
    () => ({
      add: (group: KeyGroup) => {
        setGroups((before) => [...before, group]);
        return () => setGroups((before) => before.filter((one) => one !== group));
      },
      showHelp: () => setHelpOpen(true),
    }),
    [],
  );
  useListener(() => ({
    ...everywhere.actions(),
    '?': keys.showHelp,
    ...Object.assign({}, ...groups.map(({ actions }) => actions())),
  }));
  return (
    <KeysContext.Provider value={keys}>
      {children}
      {isHelpOpen !== null && (
        <KeyHelp groups={[...groups, everywhere]} isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
      )}
    </KeysContext.Provider>
  );
}

function useListener(actions: () => KeyActions): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    let begun: Begun | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTaken(event.target, event.key)) return;
      const known = latest.current();
      const heard = hear(begun, { key: event.key, at: event.timeStamp }, Object.keys(known));
      // Shift alone is a key too, and not the second of two.
      if (event.key !== 'Shift') begun = heard.begun;
      if (heard.keys === null) return;
      event.preventDefault();
      known[heard.keys]?.();
    };
    // On the window: after React, whose handlers may have taken the key.
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
