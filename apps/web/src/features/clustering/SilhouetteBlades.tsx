'use client';

import { useQuery } from 'urql';
import { useBlob } from '../../api/useBlob.ts';
import { graphql } from '../../gql/index.ts';
import { formatScore, sampleId } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { clusterColor } from '../../ui/palette.ts';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { type Blade, bladesOf, borderCases, thinned } from './blades.ts';
import classes from './SilhouetteBlades.module.css';

const SILHOUETTES = graphql(`
  query ExperimentSilhouettes($id: ID!) {
    experiment(id: $id) {
      id
      labels {
        url
      }
      perSample {
        name
        values {
          url
        }
      }
    }
  }
`);

interface SilhouetteBladesProps {
  experimentId: string;
  status: string;
}

/** Every sample's silhouette, cluster by cluster: a blade that is long and even is a cluster well apart. */
export function SilhouetteBlades({ experimentId, status }: SilhouetteBladesProps) {
  const isComing = status === 'QUEUED' || status === 'RUNNING';
  const [{ data, error }, refetch] = useQuery({
    query: SILHOUETTES,
    variables: { id: experimentId },
    pause: isComing,
  });
  const column = data?.experiment?.perSample.find(({ name }) => name === 'silhouette');
  const silhouettes = useBlob(column?.values.url, 'float32');
  const labels = useBlob(data?.experiment?.labels?.url, 'int32');
  const failure = error?.message ?? silhouettes.error ?? labels.error;
  const blades = silhouettes.data && labels.data ? bladesOf(silhouettes.data, labels.data) : null;
  const isUnscored = data && !column;
  return (
    <Panel
      title="Silhouettes"
      say="How much nearer each sample is to its own cluster than to the next one, in the latent space: 1 is far from all others, below 0 is nearer to another cluster."
    >
      {failure && <ErrorState message={failure} onRetry={() => refetch({ requestPolicy: 'network-only' })} />}
      {!failure && !blades && !isUnscored && (
        <Loading height={200} {...(isComing ? { label: 'Known when the run is done' } : {})} />
      )}
      {!failure && (isUnscored || blades?.length === 0) && <Empty title="No two clusters to compare" />}
      {!failure && blades && blades.length > 0 && <Drawn blades={blades} />}
    </Panel>
  );
}

// A bar of less than a third of a pixel shows nothing.
const MOST_BARS = 1200;
const LISTED = 40;

function Drawn({ blades }: { blades: readonly Blade[] }) {
  const all = blades.flatMap(({ samples }) => samples);
  const least = Math.min(0, ...blades.map(({ samples }) => samples.at(-1)!.value));
  const from = Math.floor(least * 10) / 10;
  const mean = all.reduce((sum, { value }) => sum + value, 0) / all.length;
  const share = (value: number) => ((value - from) / (1 - from)) * 100;
  const border = borderCases(blades);
  return (
    <>
      <div className={classes.chart} aria-hidden>
        {thinned(blades, MOST_BARS).map(({ label, samples }) => (
          <svg
            key={label}
            aria-hidden
            className={classes.blade}
            style={{ flexGrow: samples.length }}
            viewBox={`0 0 100 ${samples.length}`}
            preserveAspectRatio="none"
          >
            {samples.map(({ index, value }, row) => (
              <rect
                key={index}
                x={share(Math.min(0, value))}
                y={row}
                width={share(Math.max(0, value)) - share(Math.min(0, value))}
                height={1}
                fill={clusterColor(label)}
              >
                <title>{`${sampleId(index)}: ${formatScore(value)}`}</title>
              </rect>
            ))}
          </svg>
        ))}
        <span className={classes.zero} style={{ left: `${share(0)}%` }} />
        <span className={classes.mean} style={{ left: `${share(mean)}%` }}>
          <span className="number">mean {formatScore(mean)}</span>
        </span>
      </div>
      <ul className={classes.clusters}>
        {blades.map(({ label, samples, mean: own }) => (
          <li key={label}>
            <span className={classes.mark} style={{ background: clusterColor(label) }} aria-hidden />
            cluster {label}: <span className="number">{formatScore(own)}</span> on average over{' '}
            <span className="number">{samples.length}</span>
          </li>
        ))}
      </ul>
      <p className={classes.border}>
        {border.length === 0
          ? 'No sample is nearer to another cluster than to its own.'
          : `Nearer to another cluster than to their own: ${border
              .slice(0, LISTED)
              .map(({ index, value }) => `${sampleId(index)} (${formatScore(value)})`)
              .join(', ')}${border.length > LISTED ? `, and ${border.length - LISTED} more` : ''}.`}
      </p>
    </>
  );
}
