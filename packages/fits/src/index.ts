export { type ChecksumReport, type ChecksumStatus, verifyChecksums } from './checksum/verifyChecksums.ts';
export { binPlane, type Plane } from './display/binPlane.ts';
export { COLOR_MAP_NAMES, COLOR_MAPS, type ColorMap } from './display/colorMaps.ts';
export { type ColorChoice, levelColors, NAN_COLOR, type Rgb } from './display/colors.ts';
export { float32Text } from './display/float32Text.ts';
export {
  fromPosition,
  type Histogram,
  histogramOf,
  toPosition,
  type ValueScale,
  valueScaleOf,
} from './display/histogram.ts';
export {
  LEVELS,
  type LevelRule,
  levelThresholds,
  sortedSample,
  valueAtBrightness,
} from './display/levels.ts';
export { type LimitRule, limitsOf } from './display/limits.ts';
export { percentilesOf } from './display/percentiles.ts';
export { type Distribution, poolDistributions, QUANTILE_LEVELS, quantileAt } from './display/quantiles.ts';
export {
  type Coloring,
  type RenderOptions,
  renderPlane,
  renderSampling,
  type Sampling,
} from './display/render.ts';
export { sortValues } from './display/sortValues.ts';
export { SPRITE_SHEET, spriteCode, spriteValues } from './display/spriteSheet.ts';
export { applyStretch, invertStretch, STRETCHES, type Stretch } from './display/stretch.ts';
export { type Limits, zscaleLimits } from './display/zscale.ts';
export { FitsError, type FitsErrorCode, type FitsWarning } from './error.ts';
export { type UnpackOptions, unpackedSource } from './file/gzip/unpackedSource.ts';
export { type Hdu, isImage } from './file/hdu.ts';
export { type FitsFile, type OpenOptions, openFits } from './file/open.ts';
export type { Card, CardValue } from './header/card.ts';
export type { Header } from './header/header.ts';
export { createPixelMemory } from './image/byteSwap/swap.ts';
export { chooseImage, type ImageChoice, type ImageWish } from './image/choose.ts';
export { type ImageStatistics, imageStatistics, type StatisticsOptions } from './image/imageStatistics.ts';
export { type ChannelPixels, type ReadChannelsOptions, readChannels } from './image/readChannels.ts';
export { type FitsImage, type ReadOptions, readImage } from './image/readImage.ts';
export { readImagePieces } from './image/readImagePieces.ts';
export type { ImageArray } from './image/scaling.ts';
export { type ByteSource, bytesSource } from './source.ts';
export { type CellValue, type ColumnType, cellOf, type Elements, type FitsColumn } from './table/column.ts';
export { type FitsTable, readTable, type TableLimits } from './table/readTable.ts';
export type { CoordinateSystem, Lookup } from './wcs/celestialAxes.ts';
export { formatArc, formatDegrees, formatHours } from './wcs/format.ts';
export { readWcs, type SkyPosition, type Wcs, type WcsOptions, type WcsReading } from './wcs/wcs.ts';
export type { WritableCard, WritableValue } from './write/card.ts';
export type { WritableColumn } from './write/column.ts';
export type { WritableImage } from './write/imageHdu.ts';
export type { WritableTable } from './write/tableHdu.ts';
export { fitsParts, type WritableHdu, type WriteOptions, writeFits } from './write/write.ts';
