import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folders of the workspace, from the root: packages/ml, apps/api, e2e and so on.
 * @param {string} root @returns {{ path: string, scripts: Record<string, string> }[]}
 */
export function workspaceFolders(root) {
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const paths = workspaces.flatMap((pattern) =>
    pattern.endsWith('/*')
      ? readdirSync(join(root, pattern.slice(0, -2))).map((name) => `${pattern.slice(0, -2)}/${name}`)
      : [pattern],
  );
  return paths
    .filter((path) => existsSync(join(root, path, 'package.json')))
    .sort()
    .map((path) => ({
      path,
      scripts: JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')).scripts ?? {},
    }));
}
