'use client';

import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useMemo, useRef, useState } from 'react';
import { csvText, drawnSvg } from '../../ui/chartFile.ts';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { ClusterButtons } from './ClusterButtons.tsx';
import classes from './ClusteringViews.module.css';
import { type CondensedTreeAnswer, departureOf, type TreeCluster, treeClusters } from './condensedTree.ts';
import { BOXES_MOST, Icicle } from './Icicle.tsx';
import { usePointedSample } from './pointedSample.tsx';
import { clusterName } from './samples.ts';
import { useSelection } from './useSelection.ts';

const HEIGHT = 340;

interface CondensedTreePanelProps {
  tree: CondensedTreeAnswer;
  /** HDBSCAN's clusterSelectionMethod. */
  method: string;
}

/** HDBSCAN's tree: which clusters come into being as only nearer samples count as connected, and which of them last. */
export function CondensedTreePanel({ tree, method }: CondensedTreePanelProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const frame = useRef<HTMLDivElement>(null);
  const merged = useMergedRef(ref, frame);
  const { cluster: chosen, sample, choose } = useSelection();
  const { pointed } = usePointedSample();
  const [shown, setShown] = useState<TreeCluster | null>(null);
  const clusters = useMemo(() => treeClusters(tree), [tree]);
  const marked = pointed ?? sample;
  const departure = useMemo(() => (marked === null ? null : departureOf(tree, marked)), [tree, marked]);
  const selected = clusters.filter(({ label }) => label !== null).sort((a, b) => a.label! - b.label!);
  const left = clusters.length - BOXES_MOST;
  return (
    <Panel
      title="Condensed tree"
      say={`Downwards only nearer samples count as connected: λ is 1 / distance. A box is as wide as the cluster has samples, and narrows where they fall out of it, out of a grey box as noise; its area is its stability. In colour: ${method === 'leaf' ? 'the finest clusters, which were selected' : 'the clusters that were selected, as together they have the most stability'}.`}
      action={
        <SaveChart
          name="condensed tree"
          svg={() => drawnSvg(frame.current, 'svg')}
          csv={() => csvText(COLUMNS, clusters.map(rowOf))}
        />
      }
    >
      <div ref={merged}>
        {width === 0 ? (
          <div style={{ height: HEIGHT }} />
        ) : (
          <Icicle
            clusters={clusters}
            size={{ width, height: HEIGHT }}
            chosen={chosen}
            departure={departure}
            textOf={textOf}
            onPoint={setShown}
            onChoose={(label) => choose({ cluster: label === chosen ? null : label })}
          />
        )}
      </div>
      <p className={classes.reading}>
        {shown
          ? textOf(shown)
          : 'Point at a box to read it, or go from box to box by the arrow keys; press one in colour to let its cluster stand out.'}
      </p>
      <ClusterButtons
        clusters={selected.map(({ label, size, stability }) => ({
          label: label!,
          says: (
            <>
              <span className="number">{formatCount(size)}</span> at its birth, stability{' '}
              <span className="number">{formatNumber(stability)}</span>
            </>
          ),
        }))}
      />
      {left > 0 && (
        <p className={classes.sentence}>
          The {formatCount(left)} smallest of {formatCount(clusters.length)} clusters are not drawn.
        </p>
      )}
    </Panel>
  );
}

function textOf({ id, size, birth, death, stability, label, within, children }: TreeCluster): string {
  const name = label !== null ? clusterName(label) : id === 0 ? 'all samples' : 'a cluster';
  const part =
    label !== null || id === 0
      ? ''
      : within === null
        ? ', which was split further'
        : ` within ${clusterName(within)}`;
  const born = birth === 0 ? '' : `born at ${lambdaText(birth)}, `;
  const end = children.length > 0 ? 'splits' : 'the last leaves';
  return `${capital(name)}${part}: ${formatCount(size)} samples, ${born}${end} at ${lambdaText(death)}, stability ${formatNumber(stability)}.`;
}

const lambdaText = (lambda: number): string =>
  `λ ${formatNumber(lambda)} (distance ${formatNumber(lambda === 0 ? null : 1 / lambda)})`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const COLUMNS = ['id', 'parent', 'label', 'size', 'lambdaBirth', 'lambdaDeath', 'stability'];

const rowOf = ({ id, parent, label, size, birth, death, stability }: TreeCluster) => [
  id,
  parent,
  label,
  size,
  birth,
  death,
  stability,
];
