import { formatCount } from '../../ui/format.ts';
import type { MapColors } from '../map/mapLegend.ts';
import classes from './Latents.module.css';

/** What the colours of a map mean where they are no clusters: a bar of the scale, or the words. */
export function ColorsLegend({ colors }: { colors: MapColors }) {
  if (colors.kind === 'WORDS')
    return (
      <ul className={classes.words} aria-label={`Colours: ${colors.title}`}>
        {colors.entries.map(({ name, color, count, isHollow }) => (
          <li key={name}>
            <Swatch color={color} isHollow={isHollow ?? false} />
            {name} <span className="number">{formatCount(count)}</span>
          </li>
        ))}
      </ul>
    );
  const { title, palette, low, middle, high, missing, missingColor } = colors;
  return (
    <figure className={classes.scale} aria-label={`Colours: ${title}`}>
      <figcaption>{title}</figcaption>
      <div className={classes.bar}>
        <div
          style={{
            background: `linear-gradient(to right, ${palette.filter((_, i) => i % 15 === 0).join(', ')})`,
          }}
        />
        <span className="number">{low}</span>
        <span className="number">{middle}</span>
        <span className="number">{high}</span>
      </div>
      {missing > 0 && (
        <p>
          <Swatch color={missingColor} isHollow />
          no value <span className="number">{formatCount(missing)}</span>
        </p>
      )}
    </figure>
  );
}

function Swatch({ color, isHollow }: { color: string; isHollow: boolean }) {
  return (
    <span
      className={classes.swatch}
      style={isHollow ? { border: `2px solid ${color}` } : { background: color }}
      aria-hidden
    />
  );
}
