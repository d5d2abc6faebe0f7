import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../setup/command.mjs';

/**
 * Where the contract's own check lies: beside the repository, or in ASTERISM_SHARED.
 * @param {string} root @param {NodeJS.ProcessEnv} env @returns {{ tool: string, isThere: boolean }}
 */
export function findContractTool(root, env) {
  const tool = join(env.ASTERISM_SHARED || join(root, '../shared'), 'tools/contract-check.mjs');
  return { tool, isThere: existsSync(tool) };
}

/**
 * Holds the printed schema against the contract.
 * @param {string} root @param {string} tool @returns {Promise<{ good: boolean, output: string }>}
 */
export async function runContractTool(root, tool) {
  const { output } = await runCommand(process.execPath, [tool, join(root, 'apps/api/schema.graphql')], {
    cwd: root,
  });
  const findings = contractFindings(output);
  return { good: findings.length === 0, output: findings.join('\n') };
}

/**
 * What stands in the way of the contract, a sentence each. The tool names a line each what is missing or different, and
 * ends with how many names it held against each other.
 * @param {string} output @returns {string[]}
 */
export function contractFindings(output) {
  const lines = output.trim().split('\n');
  const count = /^(\d+) names checked, \d+ missing$/.exec(lines.pop() ?? '');
  if (!count || Number(count[1]) < 100) return [`The contract was not checked: ${output.trim()}`];
  return lines.map((name) => `not as in the contract: ${name}`);
}
