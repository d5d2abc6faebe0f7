import { expect, test } from 'vitest';
import { tableSvg } from './tableSvg.ts';

test('a table becomes a document; names are text, and empty cells are left out', () => {
  const svg = tableSvg({
    rows: ['cluster 0', 'noise'],
    columns: ['<gap> & rings'],
    cells: [{ text: '12', color: 0.7 }, null],
  });
  expect(svg).toMatch(/^<svg xmlns/);
  expect(svg).toContain('&lt;gap&gt; &amp; rings');
  expect(svg.match(/rx="3"/g)).toHaveLength(1);
  expect(svg).toContain('>12</text>');
});
