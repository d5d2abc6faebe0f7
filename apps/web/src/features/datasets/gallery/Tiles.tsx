'use client';

import { useRouter } from 'next/navigation';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import type { WindowSample } from '../../../api/versionWindow.ts';
import type { GalleryStore } from './galleryStore.ts';
import { TILE_SIZES, type TileSize } from './grid.ts';
import type { TilePaint } from './paintTile.ts';
import { Tile } from './Tile.tsx';
import classes from './Tiles.module.css';
import { useReturn } from './useReturn.ts';
import { useTileFocus } from './useTileFocus.ts';
import { useVirtualTiles } from './useVirtualTiles.ts';

// Fetched beyond what is in view, above and below.
const ROWS_AHEAD = 2;

export interface TilesHandle {
  goTo(index: number): void;
}

interface TilesProps {
  ref: Ref<TilesHandle>;
  store: GalleryStore;
  versionId: string;
  total: number;
  size: TileSize;
  paint: TilePaint;
  hrefOf: (sample: WindowSample) => string;
  thumbnailOf: (sample: WindowSample) => string;
}

/** The samples by ID; only rows in view are in the page. One stop of the Tab key, arrows move within. */
export function Tiles({ ref, store, versionId, total, size, paint, hrefOf, thumbnailOf }: TilesProps) {
  const list = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const [active, setActive] = useState(0);
  const smallest = TILE_SIZES[size];
  const tiles = useVirtualTiles(list, { total, smallest, active });
  const { grid, rows, offset, isMeasured, rowsInView } = tiles;
  const { columns, rowHeight } = grid;
  const focusing = { list, rows, columns, total, rowsInView, active, setActive };
  const { focus, focusWhenThere, move } = useTileFocus(focusing);
  const place = { list, versionId, total, columns, rowHeight, offset, isMeasured, focusWhenThere };
  const leave = useReturn(place);
  useImperativeHandle(ref, () => ({ goTo: (index) => focus(index, 'center') }), [focus]);

  const inView = rows.range;
  useEffect(() => {
    if (!isMeasured || !inView) return;
    store.look((inView.startIndex - ROWS_AHEAD) * columns, (inView.endIndex + ROWS_AHEAD + 1) * columns - 1);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || move(event) || event.key !== 'Enter') return;
    const sample = store.sample(active);
    if (!sample) return;
    event.preventDefault();
    leave(active);
    router.push(hrefOf(sample));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's rows cannot be laid out as rows of tiles
    <div
      ref={list}
      role="grid"
      tabIndex={-1}
      aria-label="Samples by ID"
      aria-rowcount={grid.rows}
      aria-colcount={columns}
      className={classes.grid}
      style={{ height: rows.getTotalSize() }}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        const index = tileOf(target);
        if (index !== null) setActive(index);
      }}
      onClick={({ target }) => {
        const index = tileOf(target);
        if (index !== null) leave(index);
      }}
    >
      {isMeasured &&
        rows.getVirtualItems().map((row) => (
          <Row
            key={row.key}
            number={row.index}
            columns={columns}
            top={row.start - offset}
            tiles={Array.from({ length: Math.min(columns, total - row.index * columns) }, (_, column) => {
              const index = row.index * columns + column;
              const sample = store.sample(index);
              const picture = store.picture(index);
              return (
                <Tile
                  key={index}
                  index={index}
                  sample={sample}
                  picture={picture}
                  paint={paint}
                  href={sample && hrefOf(sample)}
                  thumbnailUrl={sample && picture === 'THUMBNAIL' ? thumbnailOf(sample) : null}
                  column={column + 1}
                  isActive={index === active}
                />
              );
            })}
          />
        ))}
    </div>
  );
}

interface RowProps {
  /** From 0. */
  number: number;
  columns: number;
  /** From the gallery's top, CSS pixels. */
  top: number;
  tiles: ReactNode;
}

function Row({ number, columns, top, tiles }: RowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's rows cannot be laid out as rows of tiles
    // biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus
    <div
      role="row"
      aria-rowindex={number + 1}
      className={classes.row}
      style={{
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
        transform: `translateY(${top}px)`,
      }}
    >
      {tiles}
    </div>
  );
}

/** The ID number of the tile that an element belongs to. */
function tileOf(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return cell ? Number(cell.dataset['index']) : null;
}
