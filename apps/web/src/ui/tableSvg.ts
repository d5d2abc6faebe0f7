import { divergingColor, inkOnDiverging } from './divergingColor.ts';

export interface ColoredTable {
  rows: readonly string[];
  columns: readonly string[];
  /** Row after row: what is written in a cell, and its place between -1 and 1 on the diverging map; null is left empty. */
  cells: readonly ({ text: string; color: number } | null)[];
}

const [CELL_WIDTH, CELL_HEIGHT, LETTER] = [56, 28, 7.2];

/** A table of coloured cells as an SVG document. */
export function tableSvg({ rows, columns, cells }: ColoredTable): string {
  const left = 16 + LETTER * Math.max(1, ...rows.map((name) => name.length));
  const widest = Math.max(CELL_WIDTH, ...columns.map((name) => 12 + LETTER * name.length));
  const [width, height] = [left + widest * columns.length + 8, CELL_HEIGHT * (rows.length + 1) + 8];
  const heads = columns.map((name, c) =>
    text({ x: left + (c + 0.5) * widest, y: 18, anchor: 'middle', ink: '#4d4a44', words: name }),
  );
  const sides = rows.map((name, r) =>
    text({ x: left - 8, y: (r + 1) * CELL_HEIGHT + 18, anchor: 'end', ink: '#4d4a44', words: name }),
  );
  const drawn = cells.flatMap((cell, i) => {
    if (!cell) return [];
    const x = left + (i % columns.length) * widest;
    const y = (Math.floor(i / columns.length) + 1) * CELL_HEIGHT;
    return [
      `<rect x="${x + 1}" y="${y + 1}" width="${widest - 2}" height="${CELL_HEIGHT - 2}" rx="3" fill="${divergingColor(cell.color)}"/>`,
      text({
        x: x + widest / 2,
        y: y + 18,
        anchor: 'middle',
        ink: inkOnDiverging(cell.color),
        words: cell.text,
      }),
    ];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="12"><rect width="100%" height="100%" fill="#fffefc"/>${[...heads, ...sides, ...drawn].join('')}</svg>`;
}

interface Words {
  x: number;
  y: number;
  anchor: 'middle' | 'end';
  ink: string;
  words: string;
}

const text = ({ x, y, anchor, ink, words }: Words): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${ink}">${escaped(words)}</text>`;

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
