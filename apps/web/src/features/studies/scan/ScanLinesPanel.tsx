'use client';

import { useRef, useState } from 'react';
import { csvText, drawnSvg } from '../../../ui/chartFile.ts';
import { experimentId, formatScore } from '../../../ui/format.ts';
import { PageLink } from '../../../ui/PageLink.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { SaveChart } from '../../../ui/SaveChart.tsx';
import { Empty } from '../../../ui/States.tsx';
import { usePagePaths } from '../../session/pagePaths.tsx';
import type { BoardRow } from '../board/boardDocument.ts';
import type { StudyRun } from '../studyDocument.ts';
import { ScanChart } from './ScanChart.tsx';
import classes from './ScanLines.module.css';
import { ScanMark, styleOf } from './ScanMark.tsx';
import { bestBlock, type ScanBlock, scanBlocks } from './scanLines.ts';

interface ScanLinesPanelProps {
  rows: readonly BoardRow[];
  runs: ReadonlyMap<string, StudyRun>;
}

/** Silhouette against k for every clusterer, a small chart for each trained model, all on one scale. */
export function ScanLinesPanel({ rows, runs }: ScanLinesPanelProps) {
  const paths = usePagePaths();
  const frame = useRef<HTMLUListElement>(null);
  const [read, setRead] = useState<string | null>(null);
  const blocks = scanBlocks(rows, runs);
  const best = bestBlock(blocks);
  const clusterers = [
    ...new Map(
      blocks.flatMap(({ lines }) => lines).map(({ clusterer, algorithm }) => [clusterer, algorithm]),
    ),
  ];
  return (
    <Panel
      title="Silhouette against k"
      say={best ? sentenceOf(best, blocks) : 'Nothing is clustered yet.'}
      action={
        <SaveChart
          name="silhouette against k"
          csv={() => csvText(['model', 'clusterer', 'k', 'silhouette', 'min', 'max'], csvRows(blocks))}
          svg={() => drawnSvg(frame.current, 'svg')}
        />
      }
    >
      {!best && <Empty title="Nothing is clustered yet" />}
      {best && (
        <>
          <ul className={classes.key} aria-label="Clusterers">
            {clusterers.map(([name, algorithm]) => (
              <li key={name}>
                <svg width={28} height={12} aria-hidden>
                  {styleOf(algorithm).dash !== null && (
                    <line
                      x1={0}
                      x2={28}
                      y1={6}
                      y2={6}
                      stroke={styleOf(algorithm).color}
                      strokeWidth={1.5}
                      strokeDasharray={styleOf(algorithm).dash ?? undefined}
                    />
                  )}
                  <ScanMark algorithm={algorithm} x={14} y={6} />
                </svg>
                {name}
              </li>
            ))}
          </ul>
          <ul ref={frame} className={classes.charts}>
            {blocks.map((block) => (
              <li key={block.name} data-best={block === best}>
                <h3 className={classes.name}>
                  <PageLink href={block.experiment && paths.experiment(block.experiment)}>
                    {block.name}
                  </PageLink>
                  {block.best && (
                    <span className={classes.found}>
                      k = {block.best.dot.k},{' '}
                      <span className="number">{formatScore(block.best.dot.mean)}</span>
                    </span>
                  )}
                </h3>
                <ScanChart block={block} blocks={blocks} onRead={setRead} />
              </li>
            ))}
          </ul>
          <p className={classes.read}>
            {read ??
              'Point at a dot to read it. Filled: the highest of its model. HDBSCAN is not told k: its dots stand at the numbers of clusters it found, without what it calls noise.'}
          </p>
        </>
      )}
    </Panel>
  );
}

function sentenceOf({ name, best, experiment }: ScanBlock, blocks: readonly ScanBlock[]): string | null {
  if (!best) return null;
  const chosen = blocks.flatMap((block) => block.best?.dot.k ?? []);
  const same = chosen.filter((k) => k === best.dot.k).length;
  return `k = ${best.dot.k} by ${best.clusterer} over ${name} has the highest silhouette, ${formatScore(best.dot.mean)}${
    experiment ? ` (${experimentId(experiment.number)})` : ''
  }; ${same} of ${chosen.length} trained ${chosen.length === 1 ? 'model' : 'models'} cluster best with that k.`;
}

const csvRows = (blocks: readonly ScanBlock[]) =>
  blocks.flatMap(({ name, lines }) =>
    lines.flatMap(({ clusterer, dots }) =>
      dots.map(({ k, mean, min, max }) => [name, clusterer, k, mean, min, max]),
    ),
  );
