'use client';

import { type LevelRule, levelColors } from '@asterism/fits';
import { ColorBar } from '../viewer/ColorBar.tsx';
import classes from './Reconstructions.module.css';

const IMAGE_COLORS = levelColors({ colorMap: 'inferno' });
const RESIDUAL_COLORS = levelColors({ colorMap: 'difference' });

interface ScalesProps {
  limits: readonly [number, number];
  half: number;
}

/** Which values the colours stand for, in all pictures below alike. */
export function Scales({ limits: [lower, upper], half }: ScalesProps) {
  const image: LevelRule = { lower, upper, stretch: 'LINEAR' };
  const residual: LevelRule = { lower: -half, upper: half, stretch: 'LINEAR' };
  return (
    <div className={classes.scales}>
      <div>
        <span className={classes.scaleName}>Original and reconstruction, one scale for all</span>
        <ColorBar rule={image} colors={IMAGE_COLORS} unit={null} />
      </div>
      <div>
        <span className={classes.scaleName}>
          Residual, reconstruction − original: red is too bright, blue too faint
        </span>
        <ColorBar rule={residual} colors={RESIDUAL_COLORS} unit={null} />
      </div>
    </div>
  );
}
