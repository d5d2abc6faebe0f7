import { formatNumber, formatScore } from '../../ui/format.ts';
import classes from './Components.module.css';
import { heaviest, shareOf } from './loadings.ts';

const SHOWN = 6;

interface LoadingBarsProps {
  /** From 1. */
  component: number;
  /** Of every latent dimension. */
  loadings: readonly number[];
}

/** The latent dimensions that weigh most in a component, as bars to either side of nothing. */
export function LoadingBars({ component, loadings }: LoadingBarsProps) {
  const shown = heaviest(loadings, SHOWN);
  const longest = Math.abs(shown[0]?.value ?? 1) || 1;
  return (
    <div className={classes.loadings}>
      <h3>
        Component {component} <small>by latent dimension</small>
      </h3>
      <ol aria-label={`Loadings of component ${component}`}>
        {shown.map(({ dimension, value }) => (
          <li key={dimension} title={String(value)}>
            <span className="number" title={`Latent dimension ${dimension}`}>
              {dimension}
            </span>
            <span className={classes.track} aria-hidden>
              <span
                className={classes.bar}
                data-below={value < 0}
                style={{ width: `${(Math.abs(value) / longest) * 50}%` }}
              />
            </span>
            <span className={`number ${classes.value}`}>{formatScore(value)}</span>
          </li>
        ))}
      </ol>
      <p>
        {shown.length < loadings.length
          ? `These ${shown.length} of ${loadings.length} dimensions make ${formatNumber(shareOf(shown) * 100)} % of it.`
          : 'These are all dimensions.'}
      </p>
    </div>
  );
}
