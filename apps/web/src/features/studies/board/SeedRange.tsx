import classes from './Board.module.css';
import { placesOn, type Spread } from './boardOrder.ts';

const WIDTH = 92;
const HEIGHT = 8;
const EDGE = 4;

/** From the lowest to the highest seed, with the mean, along what the whole column reaches. The numbers stand beside it. */
export function SeedRange({ spread, range }: { spread: Spread; range: readonly [number, number] }) {
  const [from = 0, mean = 0, to = 0] = placesOn(range, [spread.min, spread.mean, spread.max]).map(
    (place) => EDGE + place * (WIDTH - 2 * EDGE),
  );
  const middle = HEIGHT / 2;
  return (
    <svg
      className={classes.range}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden
    >
      <line x1={EDGE} x2={WIDTH - EDGE} y1={middle} y2={middle} className={classes.rangeTrack} />
      <line x1={from} x2={to} y1={middle} y2={middle} className={classes.rangeBar} />
      <circle cx={mean} cy={middle} r={2.5} className={classes.rangeMean} />
    </svg>
  );
}
