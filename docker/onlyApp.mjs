// node onlyApp.mjs APP, in a folder that holds the manifests and the lock file: leaves in them only what APP needs to
// run, at the versions that the lock file names. npm's own `ci --omit=dev --workspace=APP` keeps whatever any other
// workspace needs: 1.3 GB instead of 0.2 for the API.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [app] = process.argv.slice(2);
const read = (/** @type {string} */ path) => JSON.parse(readFileSync(path, 'utf8'));
const write = (/** @type {string} */ path, /** @type {unknown} */ value) =>
  writeFileSync(path, JSON.stringify(value, null, 2));

const lock = read('package-lock.json');
const needed = new Set(['']);
need('', `@asterism/${app}`);
if (needed.size === 1) throw new Error(`package-lock.json knows no workspace @asterism/${app}.`);

const workspaces = [...needed].filter((path) => path !== '' && !path.includes('node_modules/'));
for (const path of Object.keys(lock.packages)) if (!needed.has(path)) delete lock.packages[path];
for (const folder of ['', ...workspaces]) {
  delete lock.packages[folder].devDependencies;
  const { devDependencies, ...manifest } = read(join(folder, 'package.json'));
  write(join(folder, 'package.json'), folder === '' ? { ...manifest, workspaces } : manifest);
}
lock.packages[''].workspaces = workspaces;
write('package-lock.json', lock);

/** Keeps what the package at `from` gets when it asks for `name`, and what that needs in turn. */
function need(/** @type {string} */ from, /** @type {string} */ name) {
  const path = resolve(from, name);
  if (path === null || needed.has(path)) return;
  needed.add(path);
  const entry = lock.packages[path];
  const own = entry.link ? entry.resolved : path;
  needed.add(own);
  const {
    dependencies = {},
    optionalDependencies = {},
    peerDependencies = {},
    peerDependenciesMeta = {},
  } = lock.packages[own];
  const peers = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional);
  for (const other of [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...peers])
    need(own, other);
}

/** Node's own search: the folder's node_modules, then that of every folder above. */
function resolve(/** @type {string} */ from, /** @type {string} */ name) {
  for (let folder = from; ; folder = folder.replace(/(^|\/)[^/]*$/, '')) {
    const path = `${folder}${folder && '/'}node_modules/${name}`;
    if (path in lock.packages) return path;
    if (folder === '') return null;
  }
}
