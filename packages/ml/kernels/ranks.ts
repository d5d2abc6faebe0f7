import { distance, distances } from './distance';
import { roughDistances } from './rough';

// Of a told row: two bounds in float32, then its exact squared distance.
const SIZE: usize = 16;
// Of a tile with more than one row in so many in doubt all distances are computed, four at a time.
const SHARE = 8;

/**
 * Ranks, from 1, of the `count` rows that each of rows `from` to `to` is told of (`others`, (rows, count)), by distance
 * among all other rows, of equally near ones the lower first: into `ranks` (rows, count). `rough` holds the rows in
 * float32, `width` numbers each, with their `doubt` and `rel` (src/linear/wasm/roughRows.ts): what these show to be
 * nearer or farther is only counted. `tile` rows, a multiple of 8, are taken at once. `scratch` has 12 bytes for each row
 * of a tile, then 16 for each told row of a tile of rows `from` to `to`.
 */
export function ranksOf(
  points: usize,
  rows: i32,
  from: i32,
  to: i32,
  cols: i32,
  others: usize,
  count: i32,
  tile: i32,
  ranks: usize,
  scratch: usize,
  rough: usize,
  width: i32,
  doubt: f64,
  rel: f64,
): void {
  const bytes = (<usize>width) << 2;
  const line = <usize>count * SIZE;
  const squares = scratch;
  const abouts = squares + ((<usize>tile) << 3);
  const ofAll = abouts + ((<usize>tile) << 2);
  for (let first = from; first < to; first += tile) {
    const last = min(first + tile, to);
    for (let i = first; i < last; i++)
      firstBounds(points, cols, i, others, count, ranks, ofAll + <usize>(i - first) * line, doubt, rel);
    for (let start = 0; start < rows; start += tile) {
      const found = min(tile, rows - start);
      for (let i = first; i < last; i++) {
        const bounds = ofAll + <usize>(i - first) * line;
        const place = (<usize>i * <usize>count) << 2;
        let doubts = 0;
        // Rows that leave float32's range are in doubt all.
        let isExact = !(doubt < Infinity);
        if (isExact) exactOf(points, cols, i, start, found, squares);
        else {
          roughDistances(rough + <usize>i * bytes, rough + <usize>start * bytes, found, bytes, abouts);
          // Neither the row itself nor what is left of the tile is nearer than any other.
          for (let n = found; n & 7; n++) store<f32>(abouts + ((<usize>n) << 2), Infinity);
          if (i >= start && i < start + found) store<f32>(abouts + ((<usize>(i - start)) << 2), Infinity);
        }
        for (let n = 0; n < count; n++) {
          const bound = bounds + <usize>n * SIZE;
          const at = place + ((<usize>n) << 2);
          const other = load<i32>(others + at);
          let nearer = 0;
          if (!isExact) {
            nearer = surely(abouts, found, load<f32>(bound), load<f32>(bound, 4));
            doubts += opened;
            if (doubts * SHARE > found) {
              exactOf(points, cols, i, start, found, squares);
              isExact = true;
            } else if (opened > 0)
              nearer += nearerInDoubt(points, cols, i, start, found, abouts, bound, other);
          }
          if (isExact) nearer = nearerOf(squares, found, load<f64>(bound, 8), other - start);
          store<i32>(ranks + at, load<i32>(ranks + at) + nearer);
        }
      }
    }
  }
}

/** Ranks of 1, and the bounds: rough squares below the first are surely nearer, above the second surely farther. */
function firstBounds(
  points: usize,
  cols: i32,
  i: i32,
  others: usize,
  count: i32,
  ranks: usize,
  bounds: usize,
  doubt: f64,
  rel: f64,
): void {
  const stride = (<usize>cols) << 3;
  const place = (<usize>i * <usize>count) << 2;
  for (let n: usize = 0; n < <usize>count; n++) {
    const other = <usize>load<i32>(others + place + (n << 2));
    const square = distance(points + <usize>i * stride, points + other * stride, cols);
    const inner = max(sqrt<f64>(square) - doubt, 0);
    const outer = sqrt<f64>(square) + doubt;
    // Rounding them to float32 is far below what `rel` is too large by.
    store<f32>(bounds + n * SIZE, <f32>((inner * inner) / (1 + rel)));
    store<f32>(bounds + n * SIZE, <f32>((outer * outer) / (1 - rel)), 4);
    store<f64>(bounds + n * SIZE, square, 8);
    store<i32>(ranks + place + (n << 2), 1);
  }
}

// Of the last call of `surely`; each thread has its own.
let opened = 0;

/** How many of `count` rough squares, filled up to a multiple of 8, are below `low`; `opened`, from there to `high`. */
function surely(abouts: usize, count: i32, low: f32, high: f32): i32 {
  const lows = f32x4.splat(low);
  const highs = f32x4.splat(high);
  let below0 = i32x4.splat(0);
  let below1 = i32x4.splat(0);
  let upTo0 = i32x4.splat(0);
  let upTo1 = i32x4.splat(0);
  const end = abouts + ((<usize>count) << 2);
  for (let at = abouts; at < end; at += 32) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    below0 = i32x4.sub(below0, f32x4.lt(a, lows));
    upTo0 = i32x4.sub(upTo0, f32x4.le(a, highs));
    below1 = i32x4.sub(below1, f32x4.lt(b, lows));
    upTo1 = i32x4.sub(upTo1, f32x4.le(b, highs));
  }
  const below = i32x4.add(below0, below1);
  const upTo = i32x4.add(upTo0, upTo1);
  opened = v128.any_true(v128.xor(below, upTo)) ? across(i32x4.sub(upTo, below)) : 0;
  return across(below);
}

function across(sum: v128): i32 {
  return (
    i32x4.extract_lane(sum, 0) +
    i32x4.extract_lane(sum, 1) +
    (i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3))
  );
}

/** How many of those between the two bounds are nearer than the told row, by exact distances. */
function nearerInDoubt(
  points: usize,
  cols: i32,
  i: i32,
  start: i32,
  count: i32,
  abouts: usize,
  bound: usize,
  other: i32,
): i32 {
  const stride = (<usize>cols) << 3;
  const row = points + <usize>i * stride;
  const lows = v128.load32_splat(bound);
  const highs = v128.load32_splat(bound, 4);
  const limit = load<f64>(bound, 8);
  let nearer = 0;
  for (let n = 0; n < count; n += 4) {
    const about = v128.load(abouts + ((<usize>n) << 2));
    let mask = i32x4.bitmask(v128.and(f32x4.ge(about, lows), f32x4.le(about, highs)));
    for (; mask !== 0; mask &= mask - 1) {
      const j = start + n + ctz<i32>(mask);
      const square = distance(row, points + <usize>j * stride, cols);
      nearer += i32(square < limit || (square === limit && j < other));
    }
  }
  return nearer;
}

/** Exact squared distances of row i to a tile; its own is no number, so that it is never nearer. */
function exactOf(points: usize, cols: i32, i: i32, start: i32, count: i32, out: usize): void {
  const stride = (<usize>cols) << 3;
  distances(points + <usize>i * stride, points + <usize>start * stride, count, cols, out);
  if (i >= start && i < start + count) store<f64>(out + ((<usize>(i - start)) << 3), NaN);
}

/** How many of `count` numbers are below `limit`, of the first `before` also equal to it. */
function nearerOf(squares: usize, count: i32, limit: f64, before: i32): i32 {
  const split = max(0, min(before, count));
  const rest = squares + ((<usize>split) << 3);
  return countOf(squares, split, limit, true) + countOf(rest, count - split, limit, false);
}

function countOf(values: usize, count: i32, limit: f64, orEqual: bool): i32 {
  const limits = f64x2.splat(limit);
  let sum = i64x2.splat(0);
  let n = 0;
  for (; n + 1 < count; n += 2) {
    const value = v128.load(values + ((<usize>n) << 3));
    sum = i64x2.sub(sum, orEqual ? f64x2.le(value, limits) : f64x2.lt(value, limits));
  }
  let total = <i32>(i64x2.extract_lane(sum, 0) + i64x2.extract_lane(sum, 1));
  if (n < count) {
    const value = load<f64>(values + ((<usize>n) << 3));
    total += i32(value < limit || (orEqual && value === limit));
  }
  return total;
}
