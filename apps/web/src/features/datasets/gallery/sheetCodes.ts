/** How the tiles of a sheet lie: equal squares in rows from the upper left, in the middle of each its picture. */
export interface SheetLayout {
  tileSize: number;
  columns: number;
  /** Of the pictures, in pixels; one each a tile. */
  widths: readonly number[];
  heights: readonly number[];
}

/** Takes the pictures out of a sheet's pixels (RGBA, `width` a row; grey, so red says all), one after another. */
export function picturesOfSheet(
  rgba: Uint8ClampedArray,
  width: number,
  { tileSize, columns, widths, heights }: SheetLayout,
): Uint8Array<ArrayBuffer> {
  const offsets = pictureOffsets({ widths, heights });
  const codes = new Uint8Array(offsets.at(-1) ?? 0);
  for (let tile = 0; tile < widths.length; tile++) {
    const [across, down] = [widths[tile]!, heights[tile] ?? 0];
    const left = (tile % columns) * tileSize + ((tileSize - across) >> 1);
    const top = Math.floor(tile / columns) * tileSize + ((tileSize - down) >> 1);
    let to = offsets[tile]!;
    for (let y = 0; y < down; y++) {
      let from = ((top + y) * width + left) * 4;
      for (let x = 0; x < across; x++, from += 4) codes[to++] = rgba[from]!;
    }
  }
  return codes;
}

/** Where each picture begins among the codes, and where the last one ends. */
export function pictureOffsets({ widths, heights }: Pick<SheetLayout, 'widths' | 'heights'>): number[] {
  const offsets = [0];
  widths.forEach((width, i) => {
    offsets.push(offsets[i]! + width * (heights[i] ?? 0));
  });
  return offsets;
}
