import { distance } from './distance';
import { roughDistances } from './rough';

/**
 * Finds the pairs of rows `from` to `to` with rows `other` to `end` that come after each, whose mutual reachability is
 * not above the largest of `joins` (rows) after the first row up to the second. A pair that is found goes to `found` as
 * its two rows in int32 and its reachability; `total` counts all pairs of all calls, with those beyond `capacity` that
 * are not kept. `core` (rows) are core distances, `rough` the rows in float32, `width` numbers each, with their `doubt`
 * and `rel` (src/linear/wasm/roughRows.ts). `scratch` holds `tile` numbers and one for each row of the first block.
 */
export function reachablePairs(
  points: usize,
  cols: i32,
  from: i32,
  to: i32,
  other: i32,
  end: i32,
  tile: i32,
  core: usize,
  joins: usize,
  found: usize,
  total: usize,
  capacity: i32,
  scratch: usize,
  rough: usize,
  width: i32,
  doubt: f64,
  rel: f64,
): void {
  const bytes = (<usize>width) << 2;
  const limits = scratch + ((<usize>tile) << 3);
  firstLimits(from, to, other, joins, limits);
  for (let first = from; first < to; first += tile) {
    const last = min(first + tile, to);
    for (let next = max(other, first); next < end; next += tile) {
      const stop = min(next + tile, end);
      for (let i = first; i < last; i++) {
        const start = max(next, i + 1);
        const count = stop - start;
        if (count <= 0) continue;
        roughDistances(rough + <usize>i * bytes, rough + <usize>start * bytes, count, bytes, scratch);
        const own = limits + ((<usize>(i - from)) << 3);
        let limit = load<f64>(own);
        let bound = boundOf(limit, doubt, rel);
        for (let n = 0; n < count; n++) {
          const j = start + n;
          const join = load<f64>(joins + ((<usize>j) << 3));
          if (join > limit) {
            limit = join;
            bound = boundOf(limit, doubt, rel);
          }
          if (<f64>load<f32>(scratch + ((<usize>n) << 2)) > bound) continue;
          const floor = max(load<f64>(core + ((<usize>i) << 3)), load<f64>(core + ((<usize>j) << 3)));
          if (floor > limit) continue;
          const reach = max(floor, sqrt<f64>(distanceOf(points, cols, i, j)));
          if (reach <= limit) keep(i, j, reach, found, total, capacity);
        }
        store<f64>(own, limit);
      }
    }
  }
}

/** For each row of the first block the largest join after it, before the second block. */
function firstLimits(from: i32, to: i32, other: i32, joins: usize, limits: usize): void {
  let limit: f64 = 0;
  for (let j = to; j < other; j++) limit = max(limit, load<f64>(joins + ((<usize>j) << 3)));
  for (let i = to - 1; i >= from; i--) {
    store<f64>(limits + ((<usize>(i - from)) << 3), limit);
    if (other > from) limit = max(limit, load<f64>(joins + ((<usize>i) << 3)));
  }
}

/** Rough squares above this belong to distances above `limit`. */
function boundOf(limit: f64, doubt: f64, rel: f64): f64 {
  const root = limit + doubt;
  return (root * root) / (1 - rel);
}

function distanceOf(points: usize, cols: i32, i: i32, j: i32): f64 {
  const stride = (<usize>cols) << 3;
  return distance(points + <usize>i * stride, points + <usize>j * stride, cols);
}

function keep(i: i32, j: i32, reach: f64, found: usize, total: usize, capacity: i32): void {
  const at = atomic.add<i32>(total, 1);
  if (at >= capacity) return;
  const place = found + ((<usize>at) << 4);
  store<i32>(place, i);
  store<i32>(place, j, 4);
  store<f64>(place, reach, 8);
}
