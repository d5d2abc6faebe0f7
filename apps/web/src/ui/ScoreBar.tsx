import classes from './ScoreBar.module.css';

/** A score of 0 to 1 as a short bar beside its number; scores below 0 have none. */
export function ScoreBar({ value }: { value: number | null }) {
  const share = value === null ? 0 : Math.min(Math.max(value, 0), 1);
  return (
    <span className={classes.track} aria-hidden>
      <span className={classes.bar} style={{ width: `${share * 100}%` }} />
    </span>
  );
}
