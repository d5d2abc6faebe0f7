import { FitsError } from '../error.ts';
import { type Hdu, isImage } from '../file/hdu.ts';
import type { FitsFile } from '../file/open.ts';

/** What a user may say about which pixels make a sample. */
export interface ImageWish {
  hdu?: number;
  /** Planes that become the channels, in this order. */
  planes?: readonly number[];
  /** The axis of the channels, counted in the HDU's shape (slowest first). */
  channelAxis?: number;
}

/** Which pixels make a sample. */
export interface ImageChoice {
  hdu: number;
  /** Null where the image has one plane. */
  channelAxis: number | null;
  planes: number[];
  channels: number;
  height: number;
  width: number;
}

/**
 * The image of a file: the first HDU that has two axes or more once axes of length 1 are left out, or the one wished
 * for. Of three axes the shortest is the channels', the slower of two equally short ones; with more, all but the last two are.
 *
 * Throws FitsError NO_IMAGE, listing what there is, and UNSUPPORTED where a wish does not fit.
 */
export function chooseImage(file: FitsFile, wish: ImageWish = {}): ImageChoice {
  const hdu = wish.hdu === undefined ? file.hdus.find(hasImage) : file.hdus[wish.hdu];
  if (!hdu || !hasImage(hdu)) {
    const there = file.hdus.map(
      ({ index, type, shape }) => `${index} ${type}${shape.length ? ` (${shape.join(', ')})` : ''}`,
    );
    throw new FitsError(
      'NO_IMAGE',
      `${wish.hdu === undefined ? 'No HDU' : `HDU ${wish.hdu}`} holds an image of two axes or more; the file has: ${there.join('; ')}.`,
      { hdu: wish.hdu ?? 0 },
    );
  }
  const channelAxis = wish.channelAxis ?? findChannelAxis(hdu.shape);
  if (channelAxis !== null && hdu.shape[channelAxis] === undefined)
    throw new FitsError(
      'UNSUPPORTED',
      `There is no axis ${channelAxis}: HDU ${hdu.index} has ${hdu.shape.length}, counted from 0.`,
      { hdu: hdu.index },
    );
  const imageAxes = axesBesides(hdu, channelAxis);
  const planeCount = channelAxis === null ? 1 : hdu.shape[channelAxis]!;
  const planes = wish.planes ? [...wish.planes] : Array.from({ length: planeCount }, (_, i) => i);
  const outside = planes.find((plane) => !Number.isInteger(plane) || plane < 0 || plane >= planeCount);
  if (outside !== undefined || planes.length === 0)
    throw new FitsError(
      'UNSUPPORTED',
      `There is no plane ${outside ?? 0}: HDU ${hdu.index} has ${planeCount}.`,
      { hdu: hdu.index },
    );
  const [height, width] = imageAxes.map((axis) => hdu.shape[axis]!) as [number, number];
  return { hdu: hdu.index, channelAxis, planes, channels: planes.length, height, width };
}

const longAxes = (shape: readonly number[]): number[] =>
  shape.flatMap((length, axis) => (length > 1 ? [axis] : []));

const hasImage = (hdu: Hdu): boolean =>
  isImage(hdu) && !hdu.shape.includes(0) && longAxes(hdu.shape).length >= 2;

function findChannelAxis(shape: readonly number[]): number | null {
  const axes = longAxes(shape);
  if (axes.length === 2) return null;
  // reduce keeps the first, slower axis where two are equally short.
  return axes.reduce((shortest, axis) => (shape[axis]! < shape[shortest]! ? axis : shortest));
}

function axesBesides({ shape, index }: Hdu, channelAxis: number | null): number[] {
  const rest = longAxes(shape).filter((axis) => axis !== channelAxis);
  if (rest.length !== 2)
    throw new FitsError(
      'UNSUPPORTED',
      `HDU ${index} has the shape (${shape.join(', ')}); an image has a height, a width and one axis of channels.`,
      { hdu: index },
    );
  return rest;
}
