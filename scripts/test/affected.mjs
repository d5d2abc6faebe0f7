import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceFolders } from './workspaces.mjs';

/**
 * The folders whose tests a change could break: those it touches and those that depend on them.
 * @param {string} root @param {string[]} changed paths from the root @returns {string[]} `scripts`, `packages/ml` and so on
 */
export function affectedFolders(root, changed) {
  const folders = workspaceFolders(root).map(({ path }) => {
    const { name, dependencies, devDependencies } = JSON.parse(
      readFileSync(join(root, path, 'package.json'), 'utf8'),
    );
    return { path, name, needs: Object.keys({ ...dependencies, ...devDependencies }) };
  });
  const touched = (path) => changed.some((file) => file.startsWith(`${path}/`));
  const everything = changed.some((file) => /^(package(-lock)?\.json|tsconfig\.base\.json)$/.test(file));
  const affected = new Set(
    folders
      .filter(({ path }) => everything || touched(path) || (path === 'packages/db' && touched('prisma')))
      .map(({ name }) => name),
  );
  // As deep as dependencies go: the worker depends on jobs, which depend on db.
  for (let before = -1; before !== affected.size; ) {
    before = affected.size;
    for (const { name, needs } of folders) if (needs.some((need) => affected.has(need))) affected.add(name);
  }
  const paths = folders.filter(({ name }) => affected.has(name)).map(({ path }) => path);
  return everything || touched('scripts') ? ['scripts', ...paths] : paths;
}
