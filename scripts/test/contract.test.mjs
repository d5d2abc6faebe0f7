import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { contractFindings, findContractTool, runContractTool } from './contract.mjs';

const root = resolve(import.meta.dirname, '../..');
const { tool, isThere } = findContractTool(root, process.env);

test('a tool that says nothing sensible has checked nothing', () => {
  expect(contractFindings('')).toHaveLength(1);
  expect(contractFindings('SyntaxError: no')).toEqual(['The contract was not checked: SyntaxError: no']);
  expect(contractFindings('0 names checked, 0 missing')).toHaveLength(1);
});

test('what is missing or different is said by name', () => {
  expect(
    contractFindings('Query.viewer\nMember.role: Role, not Role!\n641 names checked, 2 missing'),
  ).toEqual(['not as in the contract: Query.viewer', 'not as in the contract: Member.role: Role, not Role!']);
});

test('it is looked for beside the repository, or where it is said to be', () => {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-contract-'));
  expect(findContractTool(join(folder, 'repo'), {}).isThere).toBe(false);
  mkdirSync(join(folder, 'shared/tools'), { recursive: true });
  writeFileSync(join(folder, 'shared/tools/contract-check.mjs'), '');
  expect(findContractTool(join(folder, 'repo'), {}).isThere).toBe(true);
  expect(findContractTool('/nowhere', { ASTERISM_SHARED: join(folder, 'shared') }).isThere).toBe(true);
  rmSync(folder, { recursive: true });
});

test.skipIf(!isThere)('the contract is kept, and a schema without one of its names is found', async () => {
  expect(await runContractTool(root, tool)).toEqual({ good: true, output: '' });
  const copy = mkdtempSync(join(root, 'node_modules', '.contract-'));
  mkdirSync(join(copy, 'apps/api'), { recursive: true });
  const schema = readFileSync(join(root, 'apps/api/schema.graphql'), 'utf8');
  writeFileSync(
    join(copy, 'apps/api/schema.graphql'),
    schema.replace('  silhouetteAtLeast: Float\n', '  silhouetteAtLeast: Float!\n'),
  );
  // The tool takes graphql from the folder that it is run in.
  writeFileSync(join(copy, 'package.json'), '{}');
  const { good, output } = await runContractTool(copy, tool);
  expect([good, output]).toEqual([
    false,
    'not as in the contract: ExperimentFilter.silhouetteAtLeast: Float!, not Float',
  ]);
  rmSync(copy, { recursive: true });
});
