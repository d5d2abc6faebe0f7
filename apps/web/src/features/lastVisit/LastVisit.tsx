'use client';

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ExperimentStatus } from '../../gql/graphql.ts';
import { useSession } from '../session/session.tsx';
import { continued, readVisit, type Visit, withLooked } from './visit.ts';

interface LastVisit extends Pick<Visit, 'since' | 'looked'> {
  look(experimentId: string): void;
}

const LastVisitContext = createContext<LastVisit | null>(null);

/** When this browser's visit before ended, and what was looked at since this one began. */
export function useLastVisit(): LastVisit {
  const visit = useContext(LastVisitContext);
  if (!visit) throw new Error('useLastVisit outside of a frame.');
  return visit;
}

const KEPT_EVERY_MS = 60_000;

/** Keeps, in this browser and for each workspace, when it was last on the screen. */
export function LastVisitProvider({ children }: { children: ReactNode }) {
  const { workspace } = useSession();
  const key = `asterism.visit.${workspace.id}`;
  // From what is kept and not from the last render: another tab may have gone on.
  const keep = useCallback(
    (change: (visit: Visit) => Visit = (visit) => visit) => {
      const next = change(continued(readVisit(localStorage.getItem(key)), new Date()));
      localStorage.setItem(key, JSON.stringify(next));
      return next;
    },
    [key],
  );
  const [visit, setVisit] = useState(keep);
  useEffect(() => {
    const goOn = () => {
      if (document.visibilityState === 'visible') setVisit(keep());
    };
    goOn();
    const timer = setInterval(goOn, KEPT_EVERY_MS);
    document.addEventListener('visibilitychange', goOn);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', goOn);
    };
  }, [keep]);
  const { since } = visit;
  const looked = visit.looked.join(' ');
  const value = useMemo(
    () => ({
      since,
      looked: looked.split(' ').filter(Boolean),
      look: (id: string) => setVisit(keep((before) => withLooked(before, id))),
    }),
    [since, looked, keep],
  );
  return <LastVisitContext.Provider value={value}>{children}</LastVisitContext.Provider>;
}

/** Has an experiment looked at whose page is shown, once it is over. */
export function useLook(experiment: { id: string; status: ExperimentStatus } | null | undefined): void {
  const { look } = useLastVisit();
  const id = experiment?.id;
  const isOver = experiment?.status === 'SUCCEEDED' || experiment?.status === 'FAILED';
  useEffect(() => {
    if (id !== undefined && isOver) look(id);
  }, [id, isOver, look]);
}
