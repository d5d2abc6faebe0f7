import { distance } from './distance';
import { roughDistance } from './rough';

/**
 * `steps` edges of Prim's algorithm from row `joined` on. `places` rows are not in the tree; `outside`,
 * `outsideCore`, `least` and `nearest` hold, by place, each one's number, its core distance, its mutual reachability to
 * the tree and the row that gives it. Edges go to
 * `tos`, `froms` and `lengths`. Returns the row that joined last.
 *
 * `rough` holds the rows in float32, `width` numbers each, with their `doubt` and `rel` (src/linear/wasm/roughRows.ts).
 * The last place moves into the one that becomes free, so equally near rows are told apart by their number.
 */
export function growTree(
  points: usize,
  cols: i32,
  core: usize,
  joined: i32,
  places: i32,
  steps: i32,
  outside: usize,
  outsideCore: usize,
  least: usize,
  nearest: usize,
  froms: usize,
  tos: usize,
  lengths: usize,
  rough: usize,
  width: i32,
  doubt: f64,
  rel: f64,
): i32 {
  const bytes = (<usize>width) << 2;
  const stride = (<usize>cols) << 3;
  for (let step = 0; step < steps; step++) {
    const here = points + <usize>joined * stride;
    const hereRough = rough + <usize>joined * bytes;
    const dense = load<f64>(core + ((<usize>joined) << 3));
    let best = 0;
    let bestReach: f64 = Infinity;
    let bestRow = i32.MAX_VALUE;
    for (let place = 0; place < places; place++) {
      const row = load<i32>(outside + ((<usize>place) << 2));
      let reach = load<f64>(least + ((<usize>place) << 3));
      const floor = max(dense, load<f64>(outsideCore + ((<usize>place) << 3)));
      // Not computed where the densities alone keep the two apart.
      if (floor < reach) {
        const limit = reach + doubt;
        const about = roughDistance(hereRough, rough + <usize>row * bytes, bytes);
        if (!(about * (1 - rel) > limit * limit)) {
          const found = max(floor, sqrt<f64>(distance(here, points + <usize>row * stride, cols)));
          if (found < reach) {
            reach = found;
            store<f64>(least + ((<usize>place) << 3), found);
            store<i32>(nearest + ((<usize>place) << 2), joined);
          }
        }
      }
      if (reach < bestReach || (reach === bestReach && row < bestRow)) {
        bestReach = reach;
        bestRow = row;
        best = place;
      }
    }
    store<i32>(froms + ((<usize>step) << 2), load<i32>(nearest + ((<usize>best) << 2)));
    store<i32>(tos + ((<usize>step) << 2), bestRow);
    store<f64>(lengths + ((<usize>step) << 3), bestReach);
    joined = bestRow;
    places--;
    store<i32>(outside + ((<usize>best) << 2), load<i32>(outside + ((<usize>places) << 2)));
    store<f64>(outsideCore + ((<usize>best) << 3), load<f64>(outsideCore + ((<usize>places) << 3)));
    store<f64>(least + ((<usize>best) << 3), load<f64>(least + ((<usize>places) << 3)));
    store<i32>(nearest + ((<usize>best) << 2), load<i32>(nearest + ((<usize>places) << 2)));
  }
  return joined;
}
