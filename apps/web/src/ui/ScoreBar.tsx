import classes from './ScoreBar.module.css';

/** A score of 0 to 1 as a short bar beside its number; scores below 0 have an empty one, no score none. */
export function ScoreBar({ value }: { value: number | null }) {
  if (value === null) return null;
  const share = Math.min(Math.max(value, 0), 1);
  return (
    <span className={classes.track} aria-hidden>
      <span className={classes.bar} style={{ width: `${share * 100}%` }} />
    </span>
  );
}
