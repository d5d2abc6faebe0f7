'use client';

import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '../../ui/format.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { EpochSlider } from './EpochSlider.tsx';
import { type LoadedPage, loadReconstructions, PAGE_SIZE } from './loadReconstructions.ts';
import { OverallScores } from './OverallScores.tsx';
import type { PanelState } from './panelState.ts';
import classes from './Reconstructions.module.css';
import { SampleReconstruction } from './SampleReconstruction.tsx';
import { Scales } from './Scales.tsx';
import { reachOf, residualScale } from './scales.ts';
import { useAnswer } from './useAnswer.ts';

interface ReconstructionViewProps {
  experimentId: string;
  checkpoints: readonly number[];
  preprocessing: { channels: readonly number[]; normalization: string };
  state: PanelState;
  onChange: (changes: Record<string, string | null>) => void;
  samplePath: (sampleId: string) => string;
}

/** Originals, reconstructions and residuals, the worst or the best first, by the weights of any epoch that was kept. */
export function ReconstructionView(props: ReconstructionViewProps) {
  const { experimentId, checkpoints, preprocessing, state, onChange, samplePath } = props;
  const { epoch, worstFirst, place } = state;
  const way = `${epoch} ${worstFirst}`;
  // Cursors of the pages before this one; they hold for one epoch and order alone.
  const [visited, setVisited] = useState<{ way: string; cursors: readonly string[] }>({ way, cursors: [] });
  const cursors = visited.way === way ? visited.cursors : [];
  const start = cursors.length * PAGE_SIZE;
  const wish = { id: experimentId, after: cursors.at(-1) ?? null, start, worstFirst, epoch, place };
  const { answer: page, error, isUpdating, retry } = useAnswer(wish, loadReconstructions);
  if (!page && error) return <ErrorState message={error} onRetry={retry} />;
  if (!page) return <Loading height={520} label="Pictures are being made" />;
  const turnTo = (next: readonly string[]) => setVisited({ way, cursors: next });
  const { endCursor, hasNextPage } = page.pageInfo;
  return (
    <>
      <div className={classes.toolbar}>
        <SegmentedControl
          aria-label="Order"
          value={worstFirst ? 'worst' : 'best'}
          data={[
            { value: 'worst', label: 'Worst first' },
            { value: 'best', label: 'Best first' },
          ]}
          onChange={(order) => onChange({ order: order === 'best' ? 'best' : null })}
        />
        {preprocessing.channels.length > 1 && (
          <SegmentedControl
            aria-label="Channel"
            value={String(preprocessing.channels[place])}
            data={preprocessing.channels.map((channel) => ({
              value: String(channel),
              label: `Channel ${channel}`,
            }))}
            onChange={(channel) =>
              onChange({ channel: channel === String(preprocessing.channels[0]) ? null : channel })
            }
          />
        )}
        {checkpoints.length > 1 && (
          <EpochSlider
            checkpoints={checkpoints}
            epoch={epoch ?? page.epoch}
            onChange={(chosen) => onChange({ epoch: String(chosen) })}
          />
        )}
      </div>
      <OverallScores page={page} />
      {error && <ErrorState message={error} onRetry={retry} />}
      <div className={classes.shown} aria-busy={isUpdating} data-updating={isUpdating}>
        <Pictures page={page} preprocessing={preprocessing} samplePath={samplePath} />
      </div>
      {page.totalCount > PAGE_SIZE && (
        <div className={classes.turn}>
          <Button
            variant="default"
            size="xs"
            disabled={cursors.length === 0}
            onClick={() => turnTo(cursors.slice(0, -1))}
          >
            Back
          </Button>
          <span className="number">
            {page.wish.start + 1}–{page.wish.start + page.rows.length} of {formatCount(page.totalCount)}
          </span>
          <Button
            variant="default"
            size="xs"
            disabled={!hasNextPage || isUpdating}
            onClick={() => endCursor && turnTo([...cursors, endCursor])}
          >
            Next
          </Button>
        </div>
      )}
    </>
  );
}

const UNIT_SCALE = [0, 1] as const;

interface PicturesProps extends Pick<ReconstructionViewProps, 'preprocessing' | 'samplePath'> {
  page: LoadedPage;
}

/** All on one scale: from 0 to 1 where the images are normalised, else what the originals reach. */
function Pictures({ page: { rows, wish }, preprocessing, samplePath }: PicturesProps) {
  const limits =
    preprocessing.normalization === 'NONE'
      ? (reachOf(rows.map(({ original }) => original.data)) ?? UNIT_SCALE)
      : UNIT_SCALE;
  const half = residualScale(rows.map(({ residual }) => residual.data));
  return (
    <>
      <Scales limits={limits} half={half} />
      <ul className={classes.rows}>
        {rows.map((row) => (
          <SampleReconstruction
            key={row.scores.sample.id}
            row={row}
            channel={preprocessing.channels[wish.place] ?? 0}
            limits={limits}
            half={half}
            path={samplePath(row.scores.sample.id)}
          />
        ))}
      </ul>
    </>
  );
}
