import { expect, test } from 'vitest';
import { detailLines } from './detailLines.ts';

test('a fact a line by its path, lists of things in a line each, what is not known left out', () => {
  expect(
    detailLines({
      type: 'Sample',
      notes: null,
      tags: [],
      shape: [4, 600],
      model: { __typename: 'Model', kind: 'CONV', params: { widths: [16, 32], momentum: 0 } },
      sources: [{ channel: 0, plane: null, fileName: 'a.fits' }, { channel: 1 }],
      archived: false,
    }),
  ).toEqual([
    'type                   Sample',
    'shape                  4, 600',
    'model.kind             CONV',
    'model.params.widths    16, 32',
    'model.params.momentum  0',
    'sources[0]             channel 0, fileName a.fits',
    'sources[1]             channel 1',
    'archived               false',
  ]);
});
