'use client';

import { useState } from 'react';
import { ClusterName } from '../../ui/ClusterName.tsx';
import { CountTable } from '../../ui/CountTable.tsx';
import { sampleId } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { CLUSTER_COLORS, NOISE_COLOR } from '../../ui/palette.ts';
import { AgreementMatrix } from '../compare/AgreementMatrix.tsx';
import { NeighbourList } from '../latents/NeighbourList.tsx';
import { PrincipalComponents } from '../latents/PrincipalComponents.tsx';
import { TornLegend } from '../latents/TornLegend.tsx';
import { ScatterPlot } from '../map/ScatterPlot.tsx';
import { pointColors } from '../map/scatterData.ts';
import classes from './StyleguidePage.module.css';

const LABELS = [0, 0, 0, 1, 1, 1, -1, 0];
const MAP = {
  coordinates: Float32Array.of(0, 0, 1, 2, 2, 1, 5, 4, 6, 3, 6, 5, 3, 5, 5, 1),
  ...pointColors(LABELS.map((label) => CLUSTER_COLORS[label] ?? NOISE_COLOR)),
  hollow: LABELS.map((label) => label < 0),
};
const TORN = [false, false, false, true, false, false, true, true];
const NEIGHBOURS = [
  { index: 2, distance: 0.368, label: 0, rank: 1 },
  { index: 6, distance: 0.51, label: -1, rank: 2 },
  { index: 3, distance: 1.04, label: 1, rank: 41 },
];
const COMPONENTS = {
  spectrum: [0.48, 0.21, 0.12, 0.07, 0.05, 0.03, 0.02, 0.01, 0.01],
  loadings: [
    [0.7, -0.5, 0.3, 0.2, -0.2, 0.2, 0.1, -0.1, 0.1],
    [0.1, 0.2, -0.3, 0.7, 0.5, -0.2, 0.2, 0.1, -0.1],
  ],
};
const EXPERIMENTS = [1, 2, 3].map((number) => ({ id: String(number), number, name: `Experiment ${number}` }));
const AGREEMENT = [
  [1, 0.926, null],
  [0.926, 1, -0.04],
  [null, -0.04, 1],
];

/** What shows how far a map, clusters and comparisons are to be trusted, each with something made up. */
export function Evidence() {
  const [chosen, setChosen] = useState<number | null>(1);
  const [isTornShown, setIsTornShown] = useState(true);
  const [pair, setPair] = useState<readonly [number, number]>([1, 2]);
  return (
    <>
      <Panel title="Torn points and a chosen one" say="Pressed or gone to by arrow keys.">
        <div className={classes.map}>
          <ScatterPlot
            data={{
              ...MAP,
              ...(isTornShown ? { torn: TORN } : {}),
              chosen: chosen === null ? null : { index: chosen, joined: [2, 6, 3] },
            }}
            axes="ONE"
            label="Map of eight points"
            card={(index) => sampleId(index)}
            name={sampleId}
            onChoose={setChosen}
          />
        </div>
        <TornLegend torn={TORN} isShown={isTornShown} onShow={setIsTornShown} />
      </Panel>
      <Panel title="Neighbours">
        <NeighbourList
          neighbours={NEIGHBOURS.map(({ index, ...told }) => ({
            ...told,
            sample: { id: String(index), index, fileName: `disc_00${index}.fits`, thumbnailUrl: '/icon.svg' },
          }))}
          path={() => '/styleguide'}
        />
      </Panel>
      <PrincipalComponents projection={COMPONENTS} />
      <Panel title="Counts and agreement">
        <div className={classes.stack}>
          <CountTable
            label="Clusters by kind"
            corner="cluster \ kind"
            rows={[-1, 0, 1].map((label) => ({ key: String(label), name: <ClusterName label={label} /> }))}
            columns={['gap', 'rings', 'spiral'].map((name) => ({ key: name, name }))}
            values={[1, 0, 3, 31, 4, 0, 0, 2, 1209]}
          />
          <AgreementMatrix
            experiments={EXPERIMENTS}
            matrix={AGREEMENT}
            label="Every two by adjusted Rand index"
            pair={pair}
            path={() => '/styleguide'}
            onPair={setPair}
          />
        </div>
      </Panel>
    </>
  );
}
