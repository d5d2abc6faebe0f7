/** "since 14:05", "since yesterday", "since Tuesday", "since 12 November": as people say it, in their own time zone. */
export function sinceWords(iso: string, now: Date): string {
  const then = new Date(iso);
  const days = Math.round((midnight(now) - midnight(then)) / 86_400_000);
  if (days <= 0) return `since ${then.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`;
  if (days === 1) return 'since yesterday';
  if (days < 7) return `since ${then.toLocaleDateString('en-GB', { weekday: 'long' })}`;
  const date: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long' };
  if (then.getFullYear() !== now.getFullYear()) date.year = 'numeric';
  return `since ${then.toLocaleDateString('en-GB', date)}`;
}

const midnight = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

/** "3 finished, 1 failed since Tuesday" */
export function newsSentence(finished: number, failed: number, since: string): string {
  const parts = [finished > 0 && `${finished} finished`, failed > 0 && `${failed} failed`].filter(Boolean);
  return `${parts.length > 0 ? parts.join(', ') : 'nothing finished'} ${since}`;
}

interface Outcome {
  status: string;
  clusteringWarnings: readonly unknown[];
}

/** What failed first, then what came with a warning, then the rest; each in the order given. */
export function byNeed<Row extends Outcome>(rows: readonly Row[]): Row[] {
  const need = ({ status, clusteringWarnings }: Row) =>
    status === 'FAILED' ? 0 : clusteringWarnings.length > 0 ? 1 : 2;
  return [...rows].sort((a, b) => need(a) - need(b));
}
