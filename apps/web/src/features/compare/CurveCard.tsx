import { formatNumber } from '../../ui/format.ts';
import classes from './Curves.module.css';
import type { CurveLine } from './CurvesChart.tsx';
import type { CurveRow } from './curveRows.ts';

// More would be higher than the chart.
const MOST = 8;

/** The losses of one epoch, the lowest first. */
export function CurveCard({ row, lines }: { row: CurveRow | undefined; lines: readonly CurveLine[] }) {
  if (!row) return null;
  const known = lines
    .flatMap((line, i) => {
      const loss = row.losses[i];
      return loss == null ? [] : [{ ...line, loss }];
    })
    .sort((a, b) => a.loss - b.loss);
  return (
    <div className={classes.card}>
      epoch {row.epoch}
      {known.slice(0, MOST).map(({ key, name, color, loss }) => (
        <span key={key} className={classes.value}>
          <span className={classes.swatch} style={{ background: color }} />
          {name}
          <span className="number">{formatNumber(loss, 4)}</span>
        </span>
      ))}
      {known.length > MOST && <span>and {known.length - MOST} more</span>}
    </div>
  );
}
