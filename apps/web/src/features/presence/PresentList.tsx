import Link from 'next/link';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { Disc } from './Disc.tsx';
import classes from './Presence.module.css';
import type { PresentMember } from './presenceDocument.ts';

interface PresentListProps {
  members: readonly PresentMember[];
  /** Of all who are here. */
  count: number;
}

/** People by name, each with the page that they have open. */
export function PresentList({ members, count }: PresentListProps) {
  const { user } = useSession();
  const to = useWorkspacePath();
  return (
    <ul className={classes.list}>
      {members.map((member) => (
        <li key={member.user.id}>
          <Disc user={member.user} />
          <span className={classes.name}>
            {member.user.name}
            {member.user.id === user.id && ' (you)'}
          </span>
          <Link href={to(member.path)} className={classes.where} title={member.title}>
            {member.title}
          </Link>
        </li>
      ))}
      {count > members.length && <li className={classes.rest}>and {count - members.length} more</li>}
    </ul>
  );
}
