'use client';

import { useCallback } from 'react';
import { useSelection } from '../clustering/useSelection.ts';

interface ChosenSample {
  /** ID number; null where none is chosen. */
  chosen: number | null;
  /** Chooses another, or none; the one that is chosen already is let go. */
  choose: (index: number | null) => void;
}

/** The sample that the address names: one for map, blades and trees of a page. */
export function useChosenSample(): ChosenSample {
  const { sample: chosen, choose: select } = useSelection();
  const choose = useCallback(
    (index: number | null) => select({ sample: index === chosen ? null : index }),
    [select, chosen],
  );
  return { chosen, choose };
}
