'use client';

import { useEffect, useRef } from 'react';

export type KeyActions = Readonly<Record<string, () => void>>;

// Where letters are typed or arrows mean something already.
const OWN_KEYS =
  'input:not([type="radio"], [type="checkbox"], [type="color"]), textarea, select, [contenteditable="true"], [role="slider"], [role="dialog"], [role="listbox"]';

const isTaken = (target: EventTarget | null, key: string): boolean =>
  target instanceof Element &&
  (target.closest(OWN_KEYS) !== null || (key.startsWith('Arrow') && target.matches('[type="radio"]')));

/** Single keys of a page, by `event.key`. They rest while something is typed, and where someone took the key first. */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTaken(event.target, event.key)) return;
      const action = latest.current[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    // On the window: after React, whose handlers may have taken the key.
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
