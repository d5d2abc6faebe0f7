// An address of more is cut off by mail programs and logs.
const LONGEST = 600;
// Of samples; longer ranges than a version can have are no selection.
const NUMBER_MOST = 10_000_000;
const SELECTED_MOST = 1_000_000;

/** ID numbers, ascending, as `3-7,12`; null where there are none, or too many for an address. */
export function selectionText(indexes: Uint32Array): string | null {
  const ranges: string[] = [];
  let length = 0;
  for (let at = 0; at < indexes.length; ) {
    const from = indexes[at]!;
    let to = from;
    for (at += 1; indexes[at] === to + 1; at++) to += 1;
    const range = from === to ? String(from) : `${from}-${to}`;
    ranges.push(range);
    length += range.length + 1;
    if (length > LONGEST) return null;
  }
  return ranges.length > 0 ? ranges.join(',') : null;
}

/** What an address says is selected, ascending; what is no number or range says nothing. */
export function selectionOf(text: string | null): Uint32Array {
  const found = new Set<number>();
  for (const range of (text ?? '').slice(0, LONGEST).split(',')) {
    const [, first, last] = /^(\d{1,8})(?:-(\d{1,8}))?$/.exec(range) ?? [];
    if (first === undefined) continue;
    const [from, to] = [Number(first), Number(last ?? first)];
    if (to > NUMBER_MOST || found.size + to - from > SELECTED_MOST) continue;
    for (let index = from; index <= to; index++) found.add(index);
  }
  return Uint32Array.from(found).sort();
}
