import { expect, test } from 'vitest';
import { z } from 'zod';
import { parsedOnce } from './parsedOnce.ts';

const size = z.object({ size: z.int().max(1000), rows: z.array(z.int()).default([]) });

function counted() {
  const values: unknown[] = [];
  const read = parsedOnce((value) => {
    values.push(value);
    return size.parse(value);
  });
  return { read, values };
}

test('equal values are parsed once, others each', () => {
  const { read, values } = counted();
  expect(read({ size: 2 })).toEqual({ size: 2, rows: [] });
  expect(read({ size: 2 })).toBe(read({ size: 2 }));
  expect(read({ size: 2, rows: [1] })).toEqual({ size: 2, rows: [1] });
  expect(values).toHaveLength(2);
});

test('what cannot be is refused each time', () => {
  const { read } = counted();
  for (let i = 0; i < 2; i++) expect(() => read({ size: 'large' })).toThrow(z.ZodError);
  expect(() => read(undefined)).toThrow(z.ZodError);
});

test('what is shared cannot be changed, and the oldest is forgotten', () => {
  const { read, values } = counted();
  expect(Object.isFrozen(read({ size: 0 }))).toBe(true);
  for (let i = 0; i <= 500; i++) read({ size: i });
  expect(values).toHaveLength(501);
  read({ size: 500 });
  expect(values).toHaveLength(501);
  read({ size: 0 });
  expect(values).toHaveLength(502);
});
