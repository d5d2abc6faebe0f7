/** Samples in a row, such as those of one cluster, and where on a chart's axis they lie. */
export interface Strip {
  label: number;
  /** ID numbers, in the order in which they are drawn. */
  indexes: readonly number[];
  /** In pixels. */
  from: number;
  to: number;
}

const LEAST = 3;

/**
 * Groups one after another along `length` pixels with a gap between, each as long as it has samples, three pixels at
 * least; of very many groups gaps and the least length shrink, so that all are there.
 */
export function layStrips(
  groups: readonly Pick<Strip, 'label' | 'indexes'>[],
  length: number,
  gap: number,
): Strip[] {
  const count = groups.reduce((sum, { indexes }) => sum + indexes.length, 0);
  const share = length / Math.max(1, groups.length);
  const [between, least] = [Math.min(gap, share / 2), Math.min(LEAST, share / 3)];
  const spare = Math.max(0, length - between * (groups.length - 1) - least * groups.length);
  let from = 0;
  return groups.map(({ label, indexes }) => {
    const to = from + least + (spare * indexes.length) / count;
    const strip = { label, indexes, from, to };
    from = to + between;
    return strip;
  });
}

/** The sample at a pixel; in a gap the nearest one. Null where there are none. */
export function sampleAt(strips: readonly Strip[], pixel: number): number | null {
  const strip = strips.find(({ to }) => pixel < to) ?? strips.at(-1);
  if (!strip) return null;
  const share = (pixel - strip.from) / (strip.to - strip.from);
  const last = strip.indexes.length - 1;
  return strip.indexes[Math.min(last, Math.max(0, Math.floor(share * strip.indexes.length)))] ?? null;
}

/** The pixels that a sample takes; null where it is not among them. */
export function placeOf(strips: readonly Strip[], sample: number): { from: number; to: number } | null {
  for (const { indexes, from, to } of strips) {
    const rank = indexes.indexOf(sample);
    if (rank < 0) continue;
    const each = (to - from) / indexes.length;
    return { from: from + rank * each, to: from + (rank + 1) * each };
  }
  return null;
}

/** Where the selected samples lie, each as long as one pixel at least; neighbours are one. `selected` is ascending. */
export function selectedPlaces(
  strips: readonly Strip[],
  selected: Uint32Array,
): { from: number; to: number }[] {
  if (selected.length === 0) return [];
  const isSelected = new Uint8Array(selected.at(-1)! + 1);
  for (const index of selected) isSelected[index] = 1;
  const places: { from: number; to: number }[] = [];
  for (const { indexes, from, to } of strips) {
    const each = (to - from) / indexes.length;
    let last: { from: number; to: number } | null = null;
    for (let rank = 0; rank < indexes.length; rank++) {
      if (!isSelected[indexes[rank]!]) continue;
      const start = from + rank * each;
      const end = Math.max(start + each, start + 1);
      if (last && last.to >= start) last.to = end;
      else {
        last = { from: start, to: end };
        places.push(last);
      }
    }
  }
  return places;
}

/** The sample that a key leads to, in the order of all strips; null where the key is none of these. */
export function sampleByKey(strips: readonly Strip[], current: number | null, key: string): number | null {
  const order = strips.flatMap(({ indexes }) => indexes);
  const at = current === null ? -1 : order.indexOf(current);
  const page = Math.max(1, Math.round(order.length / 10));
  const target = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: order.length - 1,
  }[key];
  return target === undefined ? null : (order[Math.min(order.length - 1, Math.max(0, target))] ?? null);
}

/** Ranks of which a chart draws one each, at most `most` and about evenly apart, the last one always. */
export function drawnRanks(count: number, most: number): number[] {
  const stride = Math.max(1, Math.ceil(count / Math.max(1, most)));
  const ranks: number[] = [];
  for (let rank = 0; rank < count; rank += stride) ranks.push(rank);
  if (count > 0 && ranks.at(-1) !== count - 1) ranks.push(count - 1);
  return ranks;
}
