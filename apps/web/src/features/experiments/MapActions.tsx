'use client';

import { SegmentedControl } from '@mantine/core';
import { useSearchState } from '../../api/useSearchState.ts';
import { csvText } from '../../ui/chartFile.ts';
import { experimentId } from '../../ui/format.ts';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { projectionName } from '../clustering/mapTrust.ts';
import { ColoringSelect } from '../latents/ColoringSelect.tsx';
import { type ColoredValues, sampleValue } from '../latents/coloring.ts';
import { type ColoringChoice, coloringText } from '../latents/coloringChoice.ts';
import { mapDocument } from '../map/mapDocument.ts';
import type { MapColors } from '../map/mapLegend.ts';
import type { ShownView } from '../map/ScatterPlot.tsx';
import type { ScatterData } from '../map/scatterData.ts';
import type { Axes } from '../map/viewport.ts';
import type { ShownExperiment } from './experimentDocuments.ts';
import classes from './LatentMap.module.css';
import { axisNames, mapSentence } from './mapWords.ts';

interface MapActionsProps {
  experiment: ShownExperiment;
  projection: ShownExperiment['projections'][number];
  choice: ColoringChoice;
  axes: Axes;
  points: ScatterData;
  colors: MapColors;
  labels: Int32Array | null;
  values: ColoredValues | null;
  /** What is in view on the page. */
  shown: () => ShownView | null;
}

/** How the map is drawn, and its file. */
export function MapActions({
  experiment: { number, name, projections, perSample, dataset, datasetVersion },
  projection,
  choice,
  axes,
  points,
  colors,
  labels,
  values,
  shown,
}: MapActionsProps) {
  const [search, change] = useSearchState();
  const kind = projectionName(projection.kind);
  const svg = () => {
    const view = shown();
    const style = getComputedStyle(document.body);
    const token = (variable: string) => style.getPropertyValue(variable).trim();
    return mapDocument({
      data: points,
      axes,
      title: `${experimentId(number)} ${name}: latents by ${kind}`,
      subtitle: mapSentence(projection, axes),
      colors,
      axisNames: axisNames(projection),
      shown: view,
      pictures: view?.pictures ?? [],
      ground: {
        background: style.backgroundColor,
        ink: token('--ink'),
        soft: token('--ink-soft'),
        hairline: token('--hairline-strong'),
      },
    });
  };
  return (
    <div className={classes.actions}>
      {projections.length > 1 && (
        <SegmentedControl
          aria-label="Projection"
          value={projection.kind}
          data={projections.map((one) => ({ value: one.kind, label: projectionName(one.kind) }))}
          onChange={(value) => change({ projection: value.toLowerCase() })}
        />
      )}
      <ColoringSelect
        choice={choice}
        perSample={perSample}
        versionId={dataset && datasetVersion?.id}
        onChoose={(chosen) => change({ color: coloringText(chosen) })}
      />
      <SegmentedControl
        aria-label="Points"
        value={search.get('map') === 'pictures' ? 'pictures' : 'dots'}
        data={[
          { value: 'dots', label: 'Dots' },
          { value: 'pictures', label: 'Pictures' },
        ]}
        onChange={(value) => change({ map: value === 'pictures' ? value : null })}
      />
      <SegmentedControl
        aria-label="Axes"
        value={axes}
        data={[
          { value: 'ONE', label: 'One scale' },
          { value: 'OWN', label: 'Fill' },
        ]}
        onChange={(value) => change({ axes: value.toLowerCase() })}
      />
      <SaveChart
        name={`latents ${projection.kind}`.toLowerCase()}
        svg={svg}
        csv={() =>
          csvText(
            ['sample', 'x', 'y', 'cluster', ...(values ? [values.name] : [])],
            rowsOf(points.coordinates, labels, values),
          )
        }
      />
    </div>
  );
}

const rowsOf = (coordinates: Float32Array, labels: Int32Array | null, values: ColoredValues | null) =>
  Array.from({ length: coordinates.length / 2 }, (_, i) => [
    i,
    coordinates[i * 2],
    coordinates[i * 2 + 1],
    labels?.[i],
    ...(values ? [cellOf(values, i)] : []),
  ]);

function cellOf(values: ColoredValues, index: number): number | string | null {
  const own = values.values[index] ?? Number.NaN;
  if (Number.isNaN(own)) return null;
  return values.words || values.isDate ? sampleValue(values, index) : own;
}
