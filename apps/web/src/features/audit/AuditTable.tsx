import { TimeAgo } from '../../ui/TimeAgo.tsx';
import classes from './Audit.module.css';
import type { AuditEntry } from './useAuditTrail.ts';

/** What was done, a line each, the days apart. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <table className={classes.table}>
      <thead className={classes.heads}>
        <tr>
          <th>When</th>
          <th>What</th>
        </tr>
      </thead>
      {daysOf(entries).map(({ day, done }) => (
        <tbody key={day}>
          <tr>
            <th colSpan={2} scope="rowgroup" className={classes.day}>
              {day}
            </th>
          </tr>
          {done.map(({ id, at, sentence, tokenName }) => (
            <tr key={id}>
              <td className={classes.when}>
                <TimeAgo at={at} />
              </td>
              <td>
                {sentence}
                {tokenName && <span className={classes.token}>by the token “{tokenName}”</span>}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

interface Day {
  day: string;
  done: AuditEntry[];
}

function daysOf(entries: readonly AuditEntry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const day = new Date(entry.at).toLocaleDateString(undefined, { dateStyle: 'full' });
    const last = days.at(-1);
    if (last?.day === day) last.done.push(entry);
    else days.push({ day, done: [entry] });
  }
  return days;
}
