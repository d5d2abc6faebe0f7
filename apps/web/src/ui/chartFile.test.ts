import { expect, test } from 'vitest';
import { csvText } from './chartFile.ts';

test('rows become CSV: quoted where needed, empty where there is nothing', () => {
  const rows = [
    [1, 0.5, 'plain'],
    [2, null, 'a "b", c'],
  ];
  expect(csvText(['k', 'score', 'name'], rows)).toBe('k,score,name\r\n1,0.5,plain\r\n2,,"a ""b"", c"\r\n');
});
