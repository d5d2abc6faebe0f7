'use client';

import { usePresence } from '../presence/Presence.tsx';
import { PresentList } from '../presence/PresentList.tsx';
import { useSession } from '../session/session.tsx';
import { Section } from './Section.tsx';

/** The others who have the workspace open, each with the page; nothing where one is alone. */
export function HereNow() {
  const here = usePresence();
  const { user } = useSession();
  if (!here) return null;
  const others = here.members.filter((member) => member.user.id !== user.id);
  if (others.length === 0) return null;
  return (
    <Section name="Here now">
      <PresentList members={others} count={here.count - (here.members.length - others.length)} />
    </Section>
  );
}
