'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { SelectedSamplesProvider } from './selectedSamples.tsx';

interface PointedSample {
  /** ID number of the sample under the pointer, in whichever view it is. */
  pointed: number | null;
  point: (index: number | null) => void;
}

const PointedContext = createContext<PointedSample>({ pointed: null, point: () => undefined });

/** Lets the views of a page mark the same samples: the one that is pointed at in one of them, and those selected. */
export function PointedSampleProvider({ children }: { children: ReactNode }) {
  const [pointed, point] = useState<number | null>(null);
  const value = useMemo(() => ({ pointed, point }), [pointed]);
  return (
    <PointedContext value={value}>
      <SelectedSamplesProvider>{children}</SelectedSamplesProvider>
    </PointedContext>
  );
}

export const usePointedSample = (): PointedSample => useContext(PointedContext);
