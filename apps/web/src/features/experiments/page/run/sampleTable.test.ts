import { expect, test } from 'vitest';
import { sampleTableCsv } from './sampleTable.ts';

test('a row for each sample, what is not known left empty', () => {
  const csv = sampleTableCsv({
    fileNames: ['a.fits', null],
    labels: Int32Array.of(1, -1),
    columns: [{ name: 'silhouette', values: Float32Array.of(0.5, Number.NaN) }],
    maps: [{ kind: 'PCA', coordinates: Float32Array.of(1, 2, 3, 4) }],
  });
  expect(csv).toBe('sample,file,cluster,pcaX,pcaY,silhouette\r\n0,a.fits,1,1,2,0.5\r\n1,,-1,3,4,\r\n');
});
