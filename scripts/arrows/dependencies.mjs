import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Tells which libraries a folder declares. npm lifts every library to the root, so an import works here without being
 * declared, and fails where one app is installed by itself.
 * @param {string} root
 */
export function declaredLibraries(root) {
  /** @type {Map<string, { production: Set<string>, all: Set<string> }>} */
  const known = new Map();
  const read = (/** @type {string} */ zone) => {
    const path = join(root, zone, 'package.json');
    const { dependencies = {}, devDependencies = {} } = existsSync(path)
      ? JSON.parse(readFileSync(path, 'utf8'))
      : {};
    return {
      production: new Set(Object.keys(dependencies)),
      all: new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)].flatMap(importedAs)),
    };
  };
  const atRoot = read('');
  return {
    /** @param {string} zone @param {string} library @param {boolean} isTest tests may use what the root brings */
    declares(zone, library, isTest) {
      if (!known.has(zone)) known.set(zone, read(zone));
      const own = known.get(zone);
      return isTest
        ? Boolean(own?.all.has(library)) || atRoot.all.has(library)
        : Boolean(own?.all.has(library));
    },
  };
}

/** A package of types alone, such as @types/mdast, is imported by the name of what it types. @param {string} name */
function importedAs(name) {
  return name.startsWith('@types/') ? [name, name.slice('@types/'.length)] : [name];
}

/** `@scope/name` or `name` of an import, without its subpath. */
export function libraryOf(/** @type {string} */ specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
