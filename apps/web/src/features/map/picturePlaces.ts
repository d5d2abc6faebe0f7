interface PicturesWanted {
  /** Points, the most wanted first. */
  candidates: Iterable<number>;
  /** On the canvas, in CSS pixels. */
  position: (index: number) => readonly [number, number];
  size: { width: number; height: number };
  /** Of a picture, with the room around it. */
  side: number;
  most: number;
}

/** The points that get a picture: whose middle is in view, and no picture covers another. */
export function placePictures({ candidates, position, size, side, most }: PicturesWanted): number[] {
  const placed: number[] = [];
  const taken = new Map<number, (readonly [number, number])[]>();
  const columns = Math.ceil(size.width / side) + 2;
  const cell = (x: number, y: number) => (Math.floor(y / side) + 1) * columns + Math.floor(x / side) + 1;
  for (const index of candidates) {
    if (placed.length >= most) break;
    const at = position(index);
    const [x, y] = at;
    if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
    const own = cell(x, y);
    const isFree = [-columns, 0, columns].every((row) =>
      [-1, 0, 1].every((column) =>
        (taken.get(own + row + column) ?? []).every(
          ([left, top]) => Math.abs(left - x) >= side || Math.abs(top - y) >= side,
        ),
      ),
    );
    if (!isFree) continue;
    taken.set(own, [...(taken.get(own) ?? []), at]);
    placed.push(index);
  }
  return placed;
}
