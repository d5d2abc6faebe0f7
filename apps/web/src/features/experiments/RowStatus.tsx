import { words } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import classes from './ExperimentTable.module.css';
import type { ShownRow } from './fields.ts';

/** How an experiment stands: while it runs, at what and how far. */
export function RowStatus({ row: { status, progress, failure } }: { row: ShownRow }) {
  if (status !== 'RUNNING')
    return (
      <span title={failure?.message}>
        <StatusBadge status={status} />
      </span>
    );
  const { stage, epoch, epochs, fraction } = progress;
  const doing = stage ? words(stage) : 'starting';
  const percent = Math.round(fraction * 100);
  return (
    <span className={classes.running}>
      <span className={classes.doing}>
        <span>
          {doing}
          {epoch ? ` ${epoch}/${epochs}` : ''}
        </span>
        <span className="number">{percent} %</span>
      </span>
      <ProgressBar fraction={fraction} label={`${doing}, ${percent} percent`} />
    </span>
  );
}
