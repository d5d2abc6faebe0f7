import classes from './Curves.module.css';
import type { CurveLine } from './CurvesChart.tsx';

interface CurveLegendProps {
  lines: readonly CurveLine[];
  /** Key of the line that stands out. */
  chosen: string | null;
  onChoose: (key: string | null) => void;
}

/** The lines by name; pressing one lets the others stand back. */
export function CurveLegend({ lines, chosen, onChoose }: CurveLegendProps) {
  return (
    <div className={classes.legend}>
      {lines.map(({ key, name, color, dash }) => (
        <button
          key={key}
          type="button"
          className={classes.entry}
          aria-pressed={key === chosen}
          onClick={() => onChoose(key === chosen ? null : key)}
        >
          <svg width={18} height={4} aria-hidden>
            <line
              x2={18}
              y1={2}
              y2={2}
              stroke={color}
              strokeWidth={3}
              {...(dash ? { strokeDasharray: dash } : {})}
            />
          </svg>
          {name}
        </button>
      ))}
    </div>
  );
}
