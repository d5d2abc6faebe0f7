'use client';

import { SegmentedControl } from '@mantine/core';
import { useRef } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useSearchState } from '../../api/useSearchState.ts';
import { CopyTable } from '../../ui/CopyTable.tsx';
import { AXIS_LABEL, TICK, TOOLTIP } from '../../ui/chart.ts';
import { csvText, drawnSvg } from '../../ui/chartFile.ts';
import { formatNumber, formatScore } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { Empty } from '../../ui/States.tsx';
import { ChoiceNotes } from '../clustering/ChoiceNotes.tsx';
import { askedScore, preferred, type ScanScore, scoresOf } from '../clustering/scanScores.ts';
import classes from './Chart.module.css';
import type { ShownExperiment } from './experimentDocuments.ts';

/** Each score against k, or the smallest cluster's size; the chosen one marked and said in words. */
export function ScanChart({
  experiment: { scan, clustering, recommendation, clusteringWarnings },
}: {
  experiment: ShownExperiment;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const [search, change] = useSearchState();
  const scores = scoresOf(scan);
  const score = askedScore(scores, search.get('score'));
  const { short, long } = parameterOf(clustering.algorithm);
  const title = `${score.name} against ${short}`;
  const csv = () =>
    csvText(
      ['value', ...scores.map(({ key }) => key)],
      scan.map((point) => [point.value, ...scores.map(({ key }) => point[key])]),
    );
  return (
    <Panel
      title={title}
      say={saying(scan, scores, score, short)}
      action={
        scan.length > 0 && (
          <div className={classes.actions}>
            <CopyTable label="the scores of the scan" table={scanTable(scan, scores, short)} />
            <SaveChart name={title.toLowerCase()} csv={csv} svg={() => drawnSvg(frame.current)} />
          </div>
        )
      }
    >
      {scores.length > 1 && (
        <div className={classes.scores}>
          <SegmentedControl
            size="xs"
            aria-label="Score"
            value={score.key}
            data={scores.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={(key) => change({ score: key === 'silhouette' ? null : key })}
          />
        </div>
      )}
      <div className={classes.chart} ref={frame}>
        {scan.length === 0 ? (
          <Empty title="Nothing is clustered yet" />
        ) : (
          <ResponsiveContainer width="100%" height="100%">
            <LineChart data={scan} margin={{ top: 18, right: 12, bottom: 16, left: 0 }} accessibilityLayer>
              <CartesianGrid stroke="var(--hairline)" vertical={false} />
              <XAxis
                dataKey="value"
                type="number"
                domain={['dataMin', 'dataMax']}
                ticks={scan.map(({ value }) => value)}
                padding={{ left: 20, right: 20 }}
                tick={TICK}
                tickLine={false}
                stroke="var(--hairline-strong)"
                label={{
                  value: long,
                  position: 'insideBottom',
                  offset: -10,
                  ...AXIS_LABEL,
                }}
              />
              <YAxis
                domain={
                  score.isShare
                    ? [
                        (low: number) => Math.min(0, Math.floor(low * 10) / 10),
                        (high: number) => Math.max(0.4, Math.ceil(high * 5) / 5),
                      ]
                    : ['auto', 'auto']
                }
                tickCount={5}
                tick={TICK}
                tickLine={false}
                axisLine={false}
                width={score.isShare ? 40 : 56}
                tickFormatter={(value: number) =>
                  score.isShare ? formatScore(value).replace(/0$/, '') : formatNumber(value)
                }
              />
              <Tooltip
                contentStyle={TOOLTIP}
                formatter={(value) => score.format(Number(value))}
                labelFormatter={(value) => `${short} = ${value}`}
              />
              <Line
                name={score.name}
                dataKey={score.key}
                stroke="var(--ink-faint)"
                strokeWidth={1.5}
                dot={<ScanDot score={score} />}
                isAnimationActive={false}
              />
            </LineChart>
          </ResponsiveContainer>
        )}
      </div>
      <ChoiceNotes recommendation={recommendation} warnings={clusteringWarnings} />
    </Panel>
  );
}

const scanTable = (scan: ShownExperiment['scan'], scores: readonly ScanScore[], parameter: string) => [
  [parameter, 'Clusters', ...scores.map(({ name }) => name), 'Chosen'],
  ...scan.map((point) => [
    point.value,
    point.clusterCount,
    ...scores.map(({ key }) => point[key] ?? null),
    point.best ? 'yes' : null,
  ]),
];

/** What is scanned: k, or HDBSCAN's smallest size of a cluster. */
const parameterOf = (algorithm: string) =>
  algorithm === 'HDBSCAN'
    ? { short: 'minimum cluster size', long: 'minimum cluster size, samples' }
    : { short: 'k', long: 'k, number of clusters' };

/** The chosen point with all its scores, and where the score that is shown would choose otherwise. */
function saying(
  scan: ShownExperiment['scan'],
  scores: readonly ScanScore[],
  score: ScanScore,
  parameter: string,
): string | undefined {
  const best = scan.find((point) => point.best);
  if (!best) return undefined;
  const all = scores.flatMap(({ key, name, format }) =>
    best[key] == null ? [] : [`${named({ key, name })} ${format(best[key])}`],
  );
  const other = preferred(scan, score);
  const differs = other && other[score.key] !== best[score.key];
  return `${[`${parameter} = ${best.value}`, ...all].join(', ')}.${differs ? ` By ${named(score)} alone ${other.value} would be best.` : ''}`;
}

interface ScanDotProps {
  score: ScanScore;
  /** Given by the chart for each point. */
  cx?: number;
  cy?: number;
  payload?: ShownExperiment['scan'][number];
}

/** A ring at each k; the chosen one filled, with its score. */
function ScanDot({ score, cx, cy, payload }: ScanDotProps) {
  if (cx === undefined || cy === undefined || !payload || payload[score.key] == null) return null;
  if (!payload.best)
    return (
      <circle cx={cx} cy={cy} r={3.5} fill="var(--surface)" stroke="var(--ink-faint)" strokeWidth={1.5} />
    );
  return (
    <g>
      <circle cx={cx} cy={cy} r={5.5} fill="var(--accent)" />
      <text x={cx} y={cy - 11} textAnchor="middle" fontSize={12} fontWeight={600} fill="var(--accent)">
        {score.format(payload[score.key])}
      </text>
    </g>
  );
}

/** Inside a sentence: names of people and letters keep their capitals. */
const named = ({ key, name }: Pick<ScanScore, 'key' | 'name'>): string =>
  key === 'silhouette' || key === 'stability' ? name.toLowerCase() : name;
