'use client';

import { useEffect, useRef } from 'react';
import { type KeyActions, type KeyLine, useKeysContext } from './KeysProvider.tsx';

const NONE: KeyActions = {};

/**
 * Keys of what is shown, as long as it is there. `lines` are listed under `name`, and stay the same; of those that an
 * element hears for itself while it has the focus there is nothing to do here.
 */
export function useKeys(name: string, lines: readonly KeyLine[], actions: KeyActions = NONE): void {
  const { add } = useKeysContext();
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => add({ name, lines, actions: () => latest.current }), [add, name, lines]);
}
