import { expect, test } from 'vitest';
import { keptPath, stateOf } from './keptState.ts';

test('a kept comparison opens as it was left', () => {
  const search = new URLSearchParams('experiments=E-3,E-1&pair=E-3,E-1&index=ami&comparison=old');
  const state = stateOf(search);
  expect(state).toEqual({ pair: 'E-3,E-1', index: 'ami' });
  const path = keptPath({ id: 'new=', state, experiments: [{ number: 3 }, { number: 1 }] });
  expect(path).toMatch(/^\/compare\?/);
  expect(Object.fromEntries(new URLSearchParams(path.split('?')[1]))).toEqual({
    ...state,
    experiments: 'E-3,E-1',
    comparison: 'new=',
  });
});

test('what scripts keep that is no text is left out', () => {
  const experiments = [{ number: 1 }, { number: 2 }];
  const state = { note: { a: 1 }, experiments: 'E-9', of: 'validation' };
  expect(keptPath({ id: 'x', state, experiments })).toBe(
    '/compare?experiments=E-1,E-2&comparison=x&of=validation',
  );
  expect(keptPath({ id: 'x', state: null, experiments })).toBe('/compare?experiments=E-1,E-2&comparison=x');
});
