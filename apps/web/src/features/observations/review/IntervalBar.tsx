import { formatNumber, formatScore } from '../../../ui/format.ts';
import classes from './Review.module.css';

interface IntervalBarProps {
  name: string;
  value: number;
  /** Lower and upper end of what holds it with 95 % confidence. */
  interval: readonly [number, number];
  range: readonly [number, number];
  /** What guessing gives. */
  chance: number;
}

/** A figure on its range, with its interval and where chance is. */
export function IntervalBar({ name, value, interval, range: [low, high], chance }: IntervalBarProps) {
  const at = (figure: number) => ((Math.min(high, Math.max(low, figure)) - low) / (high - low)) * 100;
  return (
    <div className={classes.bar}>
      <div className={classes.track} role="img" aria-label={`${name} ${formatScore(value)}`}>
        <span
          className={classes.interval}
          style={{ left: `${at(interval[0])}%`, right: `${100 - at(interval[1])}%` }}
        />
        <span className={classes.chance} style={{ left: `${at(chance)}%` }} />
        <span className={classes.value} style={{ left: `${at(value)}%` }} />
      </div>
      <div className={classes.ends} aria-hidden>
        <span className="number">{formatNumber(low)}</span>
        <span>chance</span>
        <span className="number">{formatNumber(high)}</span>
      </div>
    </div>
  );
}
