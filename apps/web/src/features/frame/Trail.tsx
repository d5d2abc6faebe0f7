'use client';

import Link from 'next/link';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import classes from './Trail.module.css';

/** One step of the way to a page; the last has no path. */
export interface Step {
  name: string;
  /** Within the workspace. */
  path?: string;
}

interface TrailState {
  steps: readonly Step[];
  show(steps: readonly Step[]): void;
}

const TrailContext = createContext<TrailState | null>(null);

/** Keeps the way to the page that is shown, so that the bar can say it. */
export function TrailProvider({ children }: { children: ReactNode }) {
  const [steps, show] = useState<readonly Step[]>([]);
  const value = useMemo(() => ({ steps, show }), [steps]);
  return <TrailContext.Provider value={value}>{children}</TrailContext.Provider>;
}

/** The way to the page that is shown. */
export function useTrail(): TrailState {
  const trail = useContext(TrailContext);
  if (!trail) throw new Error('useTrail outside of a frame.');
  return trail;
}

/** Said by a page: where it is. The last step is also the title of the browser's tab. */
export function Trail({ steps }: { steps: readonly Step[] }) {
  const { show } = useTrail();
  const text = JSON.stringify(steps);
  useEffect(() => {
    const said = JSON.parse(text) as readonly Step[];
    show(said);
    const last = said.at(-1);
    if (last) document.title = `${last.name} · Asterism`;
    return () => show([]);
  }, [text, show]);
  return null;
}

/** The workspace and the way from there to the page. */
export function Breadcrumb() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const { steps } = useTrail();
  return (
    <nav aria-label="Breadcrumb" className={classes.breadcrumb}>
      <ol>
        <li>
          <Link href={to('')} className={classes.workspace}>
            {workspace.name}
          </Link>
        </li>
        {steps.map(({ name, path }) => (
          <li key={path ?? name}>
            {path === undefined ? (
              <span aria-current="page">{name}</span>
            ) : (
              <Link href={to(path)}>{name}</Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
