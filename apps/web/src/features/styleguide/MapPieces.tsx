'use client';

import { useState } from 'react';
import { sampleId } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { CLUSTER_COLORS, NOISE_COLOR } from '../../ui/palette.ts';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { ColorsLegend } from '../latents/ColorsLegend.tsx';
import { valueColoring } from '../latents/coloring.ts';
import { ScatterPlot } from '../map/ScatterPlot.tsx';
import { pointColors } from '../map/scatterData.ts';
import { combine } from '../map/selection.ts';
import classes from './StyleguidePage.module.css';

const COORDINATES = Float32Array.of(0, 0, 1, 2, 2, 1, 5, 4, 6, 3, 6, 5, 3, 5);
const COUNT = 7;
const BY_CLUSTER = {
  coordinates: COORDINATES,
  ...pointColors([...Array(3).fill(CLUSTER_COLORS[0]), ...Array(3).fill(CLUSTER_COLORS[1]), NOISE_COLOR]),
  hollow: [false, false, false, false, false, false, true],
};
const BY_VALUE = valueColoring(
  { name: 'EXPTIME', unit: 's', isDate: false, words: null, values: [30, 60, 75, 90, 120, 110, Number.NaN] },
  COUNT,
  'light',
);
const BY_WORD = valueColoring(
  { name: 'TELESCOP', unit: null, isDate: false, words: ['ALMA', 'VLA'], values: [0, 0, 0, 1, 1, 0, -1] },
  COUNT,
  'light',
);

/** Maps by cluster and by value, what can be selected on them, and their legends. */
export function MapPieces() {
  const [selected, setSelected] = useState<Uint32Array>(() => Uint32Array.of(3, 4));
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <>
      <Panel
        title="Map"
        say="Two clusters and one sample of noise."
        action={<SaveChart name="example" csv={() => 'x,y\r\n'} svg={() => null} />}
      >
        <div className={classes.map}>
          <ScatterPlot data={BY_CLUSTER} axes="ONE" label="Map of seven points" card={sampleId} />
        </div>
      </Panel>
      <Panel title="Map by value" say="Two samples are selected; one has no value.">
        <div className={classes.map}>
          <ScatterPlot
            data={{
              coordinates: COORDINATES,
              palette: BY_VALUE.palette,
              codes: BY_VALUE.codes,
              hollow: BY_VALUE.hollow,
              selected,
              chosen: chosen === null ? null : { index: chosen, joined: [] },
            }}
            axes="ONE"
            label="Map of seven values"
            card={sampleId}
            name={sampleId}
            onChoose={setChosen}
            onSelect={(found, mode) => setSelected((before) => combine(before, found, mode))}
          />
        </div>
        <ColorsLegend colors={BY_VALUE.colors} />
        <ColorsLegend colors={BY_WORD.colors} />
      </Panel>
    </>
  );
}
