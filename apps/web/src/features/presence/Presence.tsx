'use client';

import { usePathname } from 'next/navigation';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { PLACES } from '../frame/places.ts';
import { useTrail } from '../frame/Trail.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { type Presence, WHO_IS_HERE } from './presenceDocument.ts';

interface Page {
  path: string;
  title: string;
}

const PresenceContext = createContext<Presence | null>(null);

/** Who has the workspace open; null until the server has said it. */
export const usePresence = (): Presence | null => useContext(PresenceContext);

// A page says where it is once it is read; whoever goes on at once was not there.
const SETTLED_MS = 400;

/** Says to the others that one is here and where, and knows the same of them. */
export function PresenceProvider({ children }: { children: ReactNode }) {
  const client = useClient();
  const { workspace, user } = useSession();
  const page = useSettled(useHere());
  const [here, setHere] = useState<Presence | null>(null);
  const shown = useRef<string | null>(null);
  // Raised to say once more where one is: of several tabs the one that was opened last is told.
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (page === null) return;
    const { path, title } = JSON.parse(page) as Page;
    const { unsubscribe } = client
      .subscription(WHO_IS_HERE, { workspace: workspace.slug, page: { path, title } })
      .subscribe(({ data }) => {
        if (!data) return;
        shown.current = data.presence.members.find((member) => member.user.id === user.id)?.path ?? null;
        setHere(data.presence);
      });
    const comeBack = () => {
      if (document.visibilityState === 'visible' && shown.current !== path) setTurn(turn + 1);
    };
    document.addEventListener('visibilitychange', comeBack);
    return () => {
      unsubscribe();
      document.removeEventListener('visibilitychange', comeBack);
    };
  }, [client, workspace.slug, user.id, page, turn]);
  return <PresenceContext.Provider value={here}>{children}</PresenceContext.Provider>;
}

// As the API takes them.
const [PATH_MOST, TITLE_MOST] = [300, 200] as const;

/** The page that is shown, as text, so that the same is the same. */
function useHere(): string {
  const to = useWorkspacePath();
  const path = usePathname().slice(to('').length);
  const { steps } = useTrail();
  const place = PLACES.findLast((one) => path.startsWith(one.path))?.name ?? 'Home';
  const title = (path === '' ? 'Home' : (steps.at(-1)?.name ?? place)).slice(0, TITLE_MOST);
  const page: Page = { path: path.length > PATH_MOST ? '' : path, title };
  return JSON.stringify(page);
}

/** What has not changed for a moment; null before anything has stood so long. */
function useSettled(value: string): string | null {
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
