'use client';

import { Button, CopyButton } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { formatCount, sampleId } from '../../ui/format.ts';
import { clusterColor } from '../../ui/palette.ts';
import { usePointedSample } from '../clustering/pointedSample.tsx';
import { clusterName } from '../clustering/samples.ts';
import { useSelectedSamples } from '../clustering/selectedSamples.tsx';
import { useShownSelection } from '../clustering/useShownSelection.ts';
import type { PictureStore } from '../map/pictureStore.ts';
import { SamplePicture } from '../map/SamplePicture.tsx';
import { countLabels } from './countLabels.ts';
import classes from './SelectedGallery.module.css';

interface SelectedGalleryProps {
  store: PictureStore | null;
  labels: Int32Array | null;
  /** Samples of the version: numbers beyond it are of another one. */
  count: number;
  chosen: number | null;
  onChoose: (index: number) => void;
  /** What is told of one below its number. */
  told?: ((index: number) => string) | undefined;
}

const PAGE = 48;

/** The samples that were selected, with their pictures; pressing one chooses it. Nothing while none are. */
export function SelectedGallery({ store, labels, count, chosen, onChoose, told }: SelectedGalleryProps) {
  const { select } = useSelectedSamples();
  const all = useShownSelection();
  const { pointed, point } = usePointedSample();
  const [page, setPage] = useState(0);
  const selected = useMemo(() => below(all, count), [all, count]);
  const pages = Math.ceil(selected.length / PAGE);
  const from = Math.min(page, Math.max(0, pages - 1)) * PAGE;
  const shown = useMemo(() => Array.from(selected.subarray(from, from + PAGE)), [selected, from]);
  const clusters = useMemo(() => (labels ? countLabels(labels, selected) : []), [labels, selected]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another selection begins at its first page
  useEffect(() => setPage(0), [selected]);
  useEffect(() => {
    store?.want('selected', shown);
  }, [store, shown]);
  if (selected.length === 0) return null;
  return (
    <section className={classes.selected} aria-label="Selected samples">
      <header className={classes.header}>
        <h3>
          {formatCount(selected.length)} {selected.length === 1 ? 'sample' : 'samples'} selected
        </h3>
        <ul className={classes.clusters} aria-label="Their clusters">
          {clusters.map(({ label, size }) => (
            <li key={label}>
              <span className={classes.dot} style={dotStyle(label)} aria-hidden />
              {clusterName(label)} <span className="number">{formatCount(size)}</span>
            </li>
          ))}
        </ul>
        <div className={classes.actions}>
          <CopyButton value={idsText(selected)}>
            {({ copied, copy }) => (
              <Button variant="default" size="compact-xs" onClick={copy}>
                {copied ? 'Copied' : 'Copy IDs'}
              </Button>
            )}
          </CopyButton>
          <Button variant="default" size="compact-xs" onClick={() => select(new Uint32Array(), 'REPLACE')}>
            Let go
          </Button>
        </div>
      </header>
      <ul className={classes.tiles} aria-label="Selected, by ID">
        {shown.map((index) => (
          <li key={index}>
            <button
              type="button"
              className={classes.tile}
              aria-pressed={index === chosen}
              data-pointed={index === pointed}
              title={store?.sample(index)?.fileName}
              onClick={() => onChoose(index)}
              onPointerEnter={() => point(index)}
              onPointerLeave={() => point(null)}
              onFocus={() => point(index)}
              onBlur={() => point(null)}
            >
              <SamplePicture store={store} index={index} />
              <span className="number">
                {labels && <span className={classes.dot} style={dotStyle(labels[index] ?? -1)} aria-hidden />}
                {sampleId(index)}
              </span>
              {told && <small>{told(index)}</small>}
            </button>
          </li>
        ))}
      </ul>
      {pages > 1 && (
        <div className={classes.pages}>
          <Button
            variant="default"
            size="compact-xs"
            disabled={from === 0}
            onClick={() => setPage(from / PAGE - 1)}
          >
            Before
          </Button>
          <span>
            {formatCount(from + 1)} to {formatCount(from + shown.length)} of {formatCount(selected.length)}
          </span>
          <Button
            variant="default"
            size="compact-xs"
            disabled={from + PAGE >= selected.length}
            onClick={() => setPage(from / PAGE + 1)}
          >
            Next
          </Button>
        </div>
      )}
    </section>
  );
}

/** Those below a number; `indexes` are ascending. */
function below(indexes: Uint32Array, count: number): Uint32Array {
  const end = indexes.findLastIndex((index) => index < count) + 1;
  return end === indexes.length ? indexes : indexes.subarray(0, end);
}

const dotStyle = (label: number) =>
  label < 0 ? { border: `2px solid ${clusterColor(label)}` } : { background: clusterColor(label) };

// More would be no use in a message.
const COPIED_MOST = 10_000;
const idsText = (selected: Uint32Array): string =>
  Array.from(selected.subarray(0, COPIED_MOST), sampleId).join(' ');
