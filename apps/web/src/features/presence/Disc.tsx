import classes from './Presence.module.css';
import { discColor, initials } from './people.ts';

/** A person by initials; the name stands beside it, or is said by what it is on. */
export function Disc({ user }: { user: { id: string; name: string } }) {
  return (
    <span className={classes.disc} style={{ background: discColor(user.id) }} aria-hidden>
      {initials(user.name)}
    </span>
  );
}
