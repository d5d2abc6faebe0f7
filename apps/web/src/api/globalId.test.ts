import { expect, test } from 'vitest';
import { globalId, rowIdOf } from './globalId.ts';

test('an id of the API holds the type and the id of the row', () => {
  expect(globalId('Sample', '0190a-b')).toBe('U2FtcGxlOjAxOTBhLWI=');
  expect(rowIdOf('U2FtcGxlOjAxOTBhLWI=')).toBe('0190a-b');
});
