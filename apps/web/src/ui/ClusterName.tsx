import classes from './ClusterName.module.css';
import { clusterColor } from './palette.ts';

/** A cluster in its colour and by its name; noise is hollow. */
export function ClusterName({ label }: { label: number }) {
  const color = clusterColor(label);
  return (
    <span className={classes.cluster}>
      <span
        className={classes.swatch}
        style={label < 0 ? { border: `2px solid ${color}` } : { background: color }}
        aria-hidden
      />
      {label < 0 ? 'noise' : `cluster ${label}`}
    </span>
  );
}
