'use client';

import { IconAlertTriangle } from '@tabler/icons-react';
import Link from 'next/link';
import { formatNumber, formatScore, sampleId } from '../../ui/format.ts';
import { PlaneCanvas } from '../preview/PlaneCanvas.tsx';
import type { LoadedReconstruction } from './loadReconstructions.ts';
import classes from './Reconstructions.module.css';

interface SampleReconstructionProps {
  row: LoadedReconstruction;
  channel: number;
  limits: readonly [number, number];
  /** The residual's colours reach from -half to half. */
  half: number;
  path: string;
}

/** A sample as the model saw it, as it gave it back, and the difference, with its scores. */
export function SampleReconstruction({ row, channel, limits, half, path }: SampleReconstructionProps) {
  const { sample, isOutlier } = row.scores;
  const name = sampleId(sample.index);
  const pictures = [
    { says: 'original', plane: row.original, limits, colorMap: 'inferno' },
    { says: 'reconstruction', plane: row.reconstruction, limits, colorMap: 'inferno' },
    { says: 'residual', plane: row.residual, limits: [-half, half], colorMap: 'difference' },
  ] as const;
  return (
    <li className={classes.row}>
      <div className={classes.rowHead}>
        <Link href={path} className="number" title={sample.fileName}>
          {name}
        </Link>
        {isOutlier && (
          <span className={classes.standsOut}>
            <IconAlertTriangle size={13} aria-hidden /> stands out
          </span>
        )}
      </div>
      <div className={classes.triple}>
        {pictures.map(({ says, plane, limits: own, colorMap }) => (
          <figure key={says} className={classes.figure}>
            <div className={classes.picture}>
              <PlaneCanvas
                data={plane.data}
                width={plane.width}
                height={plane.height}
                limits={own}
                stretch="LINEAR"
                colorMap={colorMap}
                label={`${says} of sample ${name}, channel ${channel}`}
              />
            </div>
            <figcaption>{says}</figcaption>
          </figure>
        ))}
      </div>
      <Scores scores={row.scores} />
    </li>
  );
}

function Scores({ scores: { mse, psnr, ssim, msSsim } }: Pick<LoadedReconstruction, 'scores'>) {
  const figures = [
    ['MSE', mse, formatNumber(mse)],
    ['PSNR', psnr, psnr == null ? '∞' : `${formatNumber(psnr)} dB`],
    ['SSIM', ssim, formatScore(ssim)],
    ['MS-SSIM', msSsim, formatScore(msSsim)],
  ] as const;
  return (
    <dl className={classes.scores}>
      {figures.map(([name, value, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="number" title={value == null ? undefined : String(value)}>
            {text}
          </dd>
        </div>
      ))}
    </dl>
  );
}
