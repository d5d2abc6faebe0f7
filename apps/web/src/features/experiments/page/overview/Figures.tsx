import { formatCount, formatDuration, formatNumber, formatScore } from '../../../../ui/format.ts';
import type { ShownExperiment } from '../../experimentDocuments.ts';
import { estimateText } from './estimateText.ts';
import classes from './Figures.module.css';

/** The experiment in numbers, once there are some. The exact ones on hover. */
export function Figures({ experiment }: { experiment: ShownExperiment }) {
  const { metrics, datasetVersion, startedAt, finishedAt } = experiment;
  const took = startedAt && finishedAt ? (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 : null;
  const figures = [
    ['silhouette', metrics?.silhouette, formatScore(metrics?.silhouette)],
    ['clusters', metrics?.clusterCount, String(metrics?.clusterCount)],
    ['noise', metrics?.noiseCount || null, formatCount(metrics?.noiseCount ?? 0)],
    ['stability', metrics?.stability, formatScore(metrics?.stability)],
    ['DBCV', metrics?.dbcv, formatScore(metrics?.dbcv)],
    ['Davies-Bouldin', metrics?.daviesBouldin, formatNumber(metrics?.daviesBouldin)],
    ['Calinski-Harabasz', metrics?.calinskiHarabasz, formatNumber(metrics?.calinskiHarabasz)],
    ['reconstruction MSE', metrics?.mse, formatNumber(metrics?.mse)],
    ['PSNR, dB', metrics?.psnr, formatNumber(metrics?.psnr)],
    ['MS-SSIM', metrics?.msSsim, formatScore(metrics?.msSsim)],
    ['samples', datasetVersion?.sampleCount, formatCount(datasetVersion?.sampleCount ?? 0)],
    ['took', took, formatDuration(took)],
  ] as const;
  const known = figures.filter(([, value]) => value !== null && value !== undefined);
  if (!metrics || known.length === 0) return null;
  return (
    <>
      <dl className={classes.figures} aria-label="Figures">
        {known.map(([name, value, text]) => (
          <div key={name} className={classes.figure}>
            <dt>{name}</dt>
            <dd title={String(value)}>{text}</dd>
          </div>
        ))}
      </dl>
      {metrics.silhouette != null && (
        <p className={classes.note}>
          Silhouette, Davies-Bouldin and all other scores of clusters are computed in latent space, never on
          the 2-D map. {estimateText(metrics.estimates, datasetVersion?.sampleCount ?? 0)}
        </p>
      )}
    </>
  );
}
