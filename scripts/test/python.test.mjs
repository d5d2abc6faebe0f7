import { expect, test, vi } from 'vitest';
import { testPython } from './python.mjs';
import { findPython, HOW_TO_GET_PYTHON } from './pythonEnvironment.mjs';

test('a Python that is missing or does not start is passed over', async () => {
  expect(await findPython(['no-python-of-this-name', 'false', process.execPath])).toBe(null);
});

test('where there is no Python one line says so, and in CI that is a failure', async () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const none = async () => null;
  expect(await testPython('/nowhere', { CI: '' }, none)).toEqual([]);
  expect(said.mock.calls).toEqual([[HOW_TO_GET_PYTHON]]);
  expect(await testPython('/nowhere', { CI: 'true' }, none)).toMatchObject([{ passed: 0, failed: 1 }]);
  said.mockRestore();
});
