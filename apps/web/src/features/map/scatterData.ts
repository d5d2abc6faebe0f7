/** Something that is so, or not, of each point. */
export type Flags = ArrayLike<boolean | number>;

export interface ScatterData {
  /** x, y pairs */
  coordinates: Float32Array;
  /** Colours as #rrggbb. */
  palette: readonly string[];
  /** Each point's place in `palette`. */
  codes: Uint16Array;
  /** Hollow points: noise, and what has no value. */
  hollow?: Flags;
  /** Points that stand out by their shape, as diamonds within a ring: what is new. */
  diamonds?: Flags;
  /** Points that stand back, so that the others are seen. */
  faded?: Flags;
  /** Points that were selected, ascending: all others stand back. None: nothing is selected. */
  selected?: Uint32Array;
  /** Points that the map tears from their neighbours: paler, and broken rings. */
  torn?: Flags;
  /** A point that was chosen, and those that it is joined to by lines. */
  chosen?: { index: number; joined: readonly number[] } | null;
}

/** Drawn in the place of a point, in a frame of its colour. */
export interface PointPicture {
  index: number;
  image: CanvasImageSource;
}

/** Each point's colour, of a few that come again. */
export function pointColors(colors: readonly string[]): Pick<ScatterData, 'palette' | 'codes'> {
  const palette = [...new Set(colors)];
  const places = new Map(palette.map((color, place) => [color, place]));
  return { palette, codes: Uint16Array.from(colors, (color) => places.get(color)!) };
}

/** Whether a point stands back: it is not among those that were selected, or it is one of `faded`. */
export function standsBack({ faded, selected }: ScatterData, index: number): boolean {
  if (selected && selected.length > 0 && !holds(selected, index)) return true;
  return Boolean(faded?.[index]);
}

/** Whether an ascending list has a number: a mask of a million would take longer than all pictures' look-ups. */
function holds(ascending: Uint32Array, number: number): boolean {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ascending[middle]! < number) from = middle + 1;
    else to = middle;
  }
  return ascending[from] === number;
}
