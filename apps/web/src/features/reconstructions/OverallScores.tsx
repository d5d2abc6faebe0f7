import { formatCount, formatNumber, formatScore } from '../../ui/format.ts';
import type { LoadedPage } from './loadReconstructions.ts';
import classes from './Reconstructions.module.css';

/** How well all samples are given back, at the epoch that is looked at. */
export function OverallScores({ page: { overall, epoch, totalCount } }: { page: LoadedPage }) {
  const { mse, psnr, ssim, msSsim } = overall;
  const figures = [
    ['MSE', mse, formatNumber(mse)],
    ['PSNR, dB', psnr, formatNumber(psnr)],
    ['SSIM', ssim, formatScore(ssim)],
    ['MS-SSIM', msSsim, formatScore(msSsim)],
  ] as const;
  return (
    <dl className={classes.overall} aria-label="Scores of all samples">
      {figures.map(([name, value, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd title={value == null ? undefined : String(value)}>{text}</dd>
        </div>
      ))}
      <div>
        <dt>epoch; over {formatCount(totalCount)} samples</dt>
        <dd>{epoch}</dd>
      </div>
    </dl>
  );
}
