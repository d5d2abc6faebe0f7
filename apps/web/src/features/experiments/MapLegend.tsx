import { formatCount } from '../../ui/format.ts';
import { clusterColor } from '../../ui/palette.ts';
import type { ExperimentDetail } from './experimentDocuments.ts';
import classes from './LatentMap.module.css';

interface MapLegendProps {
  clusters: readonly Pick<ExperimentDetail['clusters'][number], 'label' | 'size' | 'isNoise'>[];
  /** The label of the one that stands out; null: none does. */
  chosen: number | null;
  onChoose: (label: number | null) => void;
}

/** The clusters' colours; pressing one lets it stand out on the map. */
export function MapLegend({ clusters, chosen, onChoose }: MapLegendProps) {
  return (
    <div className={classes.legend}>
      {clusters.map(({ label, size, isNoise }) => (
        <button
          key={label}
          type="button"
          className={classes.entry}
          aria-pressed={chosen === label}
          title={chosen === label ? 'Show all alike' : 'Let this one stand out'}
          onClick={() => onChoose(chosen === label ? null : label)}
        >
          <span
            className={classes.swatch}
            style={
              isNoise ? { border: `2px solid ${clusterColor(label)}` } : { background: clusterColor(label) }
            }
          />
          {isNoise ? 'noise' : `cluster ${label}`}
          <span className="number">{formatCount(size)}</span>
        </button>
      ))}
    </div>
  );
}
