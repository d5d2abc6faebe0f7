'use client';

import Link from 'next/link';
import { memo, useLayoutEffect, useRef } from 'react';
import type { WindowSample } from '../../../api/versionWindow.ts';
import { sampleId } from '../../../ui/format.ts';
import { ServedImage } from '../../../ui/ServedImage.tsx';
import type { TilePicture } from './galleryStore.ts';
import { paintTile, type TilePaint } from './paintTile.ts';
import classes from './Tiles.module.css';

interface TileProps {
  index: number;
  /** Null while it is on its way; the tile has its place and its ID already. */
  sample: WindowSample | null;
  picture: TilePicture;
  paint: TilePaint;
  /** Where the sample's page is; null while the sample is on its way. */
  href: string | null;
  /** Drawn by the API, for where there is no sheet. */
  thumbnailUrl: string | null;
  /** Column, from 1. */
  column: number;
  /** Whether the Tab key comes here. */
  isActive: boolean;
}

/** One sample of the gallery: its picture and its ID. */
export const Tile = memo(function Tile({
  index,
  sample,
  picture,
  paint,
  href,
  thumbnailUrl,
  column,
  isActive,
}: TileProps) {
  const name = `Sample ${sampleId(index)}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's cells cannot be laid out as a grid of tiles
    <div
      role="gridcell"
      aria-colindex={column}
      aria-label={href ? undefined : name}
      data-index={index}
      tabIndex={isActive ? 0 : -1}
      className={classes.tile}
    >
      {href ? (
        <Link href={href} tabIndex={-1} title={sample?.fileName} className={classes.link} prefetch={false}>
          <Picture name={name} picture={picture} paint={paint} thumbnailUrl={thumbnailUrl} />
          <span className={`number ${classes.caption}`} aria-hidden>
            {sampleId(index)}
          </span>
        </Link>
      ) : (
        <div aria-hidden>
          <div className={classes.ground} />
          <span className={`number ${classes.caption}`}>{sampleId(index)}</span>
        </div>
      )}
    </div>
  );
});

interface PictureProps {
  name: string;
  picture: TilePicture;
  paint: TilePaint;
  thumbnailUrl: string | null;
}

function Picture({ name, picture, paint, thumbnailUrl }: PictureProps) {
  if (picture !== 'THUMBNAIL')
    return picture ? (
      <Canvas name={name} tile={picture} paint={paint} />
    ) : (
      <div className={classes.ground} role="img" aria-label={name} />
    );
  return <ServedImage src={thumbnailUrl ?? ''} alt={name} className={classes.ground} decoding="async" />;
}

interface CanvasProps {
  name: string;
  tile: Exclude<TilePicture, 'THUMBNAIL' | null>;
  paint: TilePaint;
}

function Canvas({ name, tile, paint }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const { width, height } = tile;
    const context = canvas.current?.getContext('2d');
    if (width > 0 && height > 0)
      context?.putImageData(new ImageData(paintTile(tile, paint), width, height), 0, 0);
  }, [tile, paint]);
  return (
    <canvas
      ref={canvas}
      width={tile.width}
      height={tile.height}
      role="img"
      aria-label={name}
      className={classes.ground}
    />
  );
}
