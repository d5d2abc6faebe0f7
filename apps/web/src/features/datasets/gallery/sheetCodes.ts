/** How the tiles of a sheet lie: equal squares in rows from the upper left. */
export interface SheetLayout {
  tileSize: number;
  columns: number;
  count: number;
}

/** Takes the tiles out of a sheet's pixels (RGBA, `width` a row; grey, so red says all), one after another. */
export function tilesOfSheet(
  rgba: Uint8ClampedArray,
  width: number,
  { tileSize, columns, count }: SheetLayout,
): Uint8Array<ArrayBuffer> {
  const area = tileSize * tileSize;
  const codes = new Uint8Array(count * area);
  for (let tile = 0; tile < count; tile++) {
    const left = (tile % columns) * tileSize;
    const top = Math.floor(tile / columns) * tileSize;
    for (let y = 0; y < tileSize; y++) {
      let from = ((top + y) * width + left) * 4;
      const to = tile * area + y * tileSize;
      for (let x = 0; x < tileSize; x++, from += 4) codes[to + x] = rgba[from]!;
    }
  }
  return codes;
}
