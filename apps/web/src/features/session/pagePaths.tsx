'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { experimentId } from '../../ui/format.ts';
import { samplePath } from '../datasets/paths.ts';
import { useMaybeSession } from './session.tsx';

interface SampleOf {
  datasetId: string | undefined;
  /** Of the data set's version. */
  version: number | undefined;
}

/** Where pages are; null where whoever looks may not go there. */
export interface PagePaths {
  sample(id: string, of: SampleOf): string | null;
  experiment(experiment: { id: string; number: number }): string | null;
  cluster(of: { number: number }, label: number): string | null;
}

const VisitContext = createContext<PagePaths | null>(null);

/** Around what a visitor of a public link sees: there is no way from it into the workspace. */
export function VisitProvider({
  experimentPath,
  children,
}: {
  /** Where the link itself shows that experiment. */
  experimentPath: PagePaths['experiment'];
  children: ReactNode;
}) {
  return (
    <VisitContext.Provider value={{ sample: () => null, experiment: experimentPath, cluster: () => null }}>
      {children}
    </VisitContext.Provider>
  );
}

/** The way to other pages: of the workspace, or of what a public link shows. */
export function usePagePaths(): PagePaths {
  const visit = useContext(VisitContext);
  const session = useMaybeSession();
  if (visit) return visit;
  if (!session) throw new Error('usePagePaths outside of a workspace and of a visit.');
  const at = `/w/${session.workspace.slug}`;
  return {
    sample: (id, { datasetId, version }) => `${at}${samplePath(datasetId ?? '', id, version ?? 1)}`,
    experiment: ({ id }) => `${at}/experiments/${encodeURIComponent(id)}`,
    cluster: ({ number }, label) => `${at}/experiments/${experimentId(number)}/clusters/${label}`,
  };
}
