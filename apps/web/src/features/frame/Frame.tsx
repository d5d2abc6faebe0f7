'use client';

import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { KeysProvider } from '../keys/KeysProvider.tsx';
import { LastVisitProvider } from '../lastVisit/LastVisit.tsx';
import { BellOnCall } from '../notifications/BellOnCall.tsx';
import { PaletteButton } from '../palette/PaletteButton.tsx';
import { PaletteOnCall } from '../palette/PaletteOnCall.tsx';
import { PresenceProvider } from '../presence/Presence.tsx';
import { WhoIsHere } from '../presence/WhoIsHere.tsx';
import { Mark } from '../session/Mark.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { signOut } from '../session/signOut.ts';
import classes from './Frame.module.css';
import { PLACES } from './places.ts';
import { QueueRing } from './QueueRing.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { Breadcrumb, TrailProvider } from './Trail.tsx';
import { useEverywhereKeys } from './useEverywhereKeys.ts';

/** The rail of places, the bar on top, and the page. */
export function Frame({ children }: { children: ReactNode }) {
  const to = useWorkspacePath();
  const here = usePathname();
  const everywhere = useEverywhereKeys();
  const isHere = (path: string) => (path === '' ? here === to('') : here.startsWith(to(path)));
  return (
    <div className={classes.frame}>
      <a href="#page" className={classes.skip}>
        Skip to the page
      </a>
      <nav className={classes.rail} aria-label="Places">
        <Link href={to('')} className={classes.mark} aria-label="Asterism, home">
          <Mark size={24} />
        </Link>
        {PLACES.map(({ path, name, Icon }) => (
          <Link
            key={name}
            href={to(path)}
            className={classes.place}
            aria-current={isHere(path) ? 'page' : undefined}
          >
            <Icon size={20} stroke={1.6} aria-hidden />
            <span>{name}</span>
          </Link>
        ))}
      </nav>
      <LastVisitProvider>
        <KeysProvider everywhere={everywhere}>
          <TrailProvider>
            <PresenceProvider>
              <div className={classes.main}>
                <header className={classes.bar}>
                  <Breadcrumb />
                  <div className={classes.tools}>
                    <WhoIsHere />
                    <PaletteButton />
                    <QueueRing />
                    <BellOnCall />
                    <ThemeSwitch />
                    <SignOut />
                  </div>
                </header>
                <main id="page" className={classes.page}>
                  {children}
                </main>
                <PaletteOnCall />
              </div>
            </PresenceProvider>
          </TrailProvider>
        </KeysProvider>
      </LastVisitProvider>
    </div>
  );
}

function SignOut() {
  const { user } = useSession();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!failed) return;
    const timer = setTimeout(() => setFailed(false), 4000);
    return () => clearTimeout(timer);
  }, [failed]);
  const label = failed ? 'Signing out failed; try again' : `Sign out ${user.name}`;
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color={failed ? 'red' : 'gray'}
        aria-label={label}
        onClick={async () => setFailed(!(await signOut()))}
      >
        <IconLogout size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
