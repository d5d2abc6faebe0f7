'use client';

import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { askWhole } from '../../api/askOnce.ts';
import { useBlob } from '../../api/useBlob.ts';
import { formatNumber } from '../../ui/format.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { PlaneCanvas } from '../preview/PlaneCanvas.tsx';
import { dimensionsByActivity } from './dimensionActivity.ts';
import { fetchPlanes } from './fetchPlane.ts';
import type { PanelState } from './panelState.ts';
import classes from './Reconstructions.module.css';
import { type ReconstructedParts, TRAVERSAL } from './reconstructionDocuments.ts';
import { reachOf } from './scales.ts';
import { useAnswer } from './useAnswer.ts';

const STEPS = 9;
const REACH = 3;
// Latents of 30,000 samples at 64 dimensions; more are not fetched to order a list.
const LATENTS_BYTES_MAXIMUM = 8_000_000;
const UNIT_SCALE = [0, 1] as const;

interface TraversalProps {
  experiment: ReconstructedParts;
  latentSize: number;
  preprocessing: { channels: readonly number[]; normalization: string };
  state: PanelState;
  onChange: (changes: Record<string, string | null>) => void;
}

interface TraversalWish {
  id: string;
  dimension: number;
  place: number;
}

async function load({ id, dimension, place }: TraversalWish, signal: AbortSignal) {
  const { experiment } = await askWhole(TRAVERSAL, { id, dimension, steps: STEPS }, signal);
  const planes = experiment?.traversal ? await fetchPlanes(experiment.traversal, place, signal) : [];
  return { dimension, planes };
}

/** What one latent dimension does: the mean latent, moved along it and decoded. */
export function Traversal({ experiment, latentSize, preprocessing, state, onChange }: TraversalProps) {
  const isSmall = (experiment.latents?.bytes ?? Number.POSITIVE_INFINITY) <= LATENTS_BYTES_MAXIMUM;
  const latents = useBlob(isSmall ? experiment.latents?.url : null, 'float32');
  const dimensions = useMemo(
    () => (latents.data ? dimensionsByActivity(latents.data, latentSize) : null),
    [latents.data, latentSize],
  );
  // Until the order is known nothing is decoded: it would be of a dimension that nobody asked for.
  const isOrdered = dimensions !== null || !isSmall || latents.error !== null;
  const dimension = state.dimension ?? (isOrdered ? (dimensions?.[0]?.dimension ?? 0) : null);
  const wish = dimension === null ? null : { id: experiment.id, dimension, place: state.place };
  const { answer, error, isUpdating, retry } = useAnswer(wish, load);
  const limits =
    preprocessing.normalization === 'NONE'
      ? (reachOf(answer?.planes.map(({ data }) => data) ?? []) ?? UNIT_SCALE)
      : UNIT_SCALE;
  return (
    <section className={classes.part} aria-label="Latent traversal">
      <div className={classes.partHead}>
        <h3 className={classes.heading}>Along one latent dimension</h3>
        <Select
          aria-label="Latent dimension"
          size="xs"
          searchable
          value={dimension === null ? null : String(dimension)}
          data={optionsOf(dimensions, latentSize)}
          onChange={(value) => onChange({ dimension: value })}
        />
      </div>
      <p className={classes.explained}>
        The mean latent of all samples, moved along dimension {dimension ?? '–'} from −{REACH} to +{REACH} of
        its standard deviations and decoded: what changes from left to right is what this dimension holds.
        {dimensions &&
          ' The dimensions are listed by their variance over the samples, the most active first.'}
      </p>
      {error && <ErrorState message={error} onRetry={retry} />}
      {!answer && !error && <Loading height={112} label="The strip is being made" />}
      {answer && (
        <ol className={classes.strip} data-updating={isUpdating} aria-busy={isUpdating}>
          {answer.planes.map(({ data, width, height }, step) => {
            const place = deviations(step);
            return (
              <li key={place}>
                <div className={classes.picture}>
                  <PlaneCanvas
                    data={data}
                    width={width}
                    height={height}
                    limits={limits}
                    stretch="LINEAR"
                    label={`Dimension ${answer.dimension} at ${place} standard deviations`}
                  />
                </div>
                <span className={`number ${classes.stepName}`}>{place}</span>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}

/** −3 to +3 as the steps go. */
function deviations(step: number): string {
  const value = -REACH + (2 * REACH * step) / (STEPS - 1);
  return `${value > 0 ? '+' : ''}${formatNumber(value)}σ`;
}

function optionsOf(dimensions: ReturnType<typeof dimensionsByActivity> | null, latentSize: number) {
  if (!dimensions)
    return Array.from({ length: latentSize }, (_, dimension) => ({
      value: String(dimension),
      label: `dimension ${dimension}`,
    }));
  return dimensions.map(({ dimension, variance }) => ({
    value: String(dimension),
    label: `dimension ${dimension} · variance ${formatNumber(variance, 2)}`,
  }));
}
