import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { libraryOf } from './dependencies.mjs';
import { readFileFacts } from './imports.mjs';
import {
  ALLOWED,
  FREE_ZONES,
  IS_TEST,
  KEPT_INSIDE,
  MAY_READ_ENVIRONMENT,
  TEST_ONLY,
  WITHOUT_NODE,
} from './rules.mjs';

/** @typedef {{ file: string, line: number, message: string }} Finding */

const builtins = new Set(builtinModules);

/**
 * @param {string} file its path from the root, with forward slashes @param {string} source
 * @param {(zone: string, library: string, isTest: boolean) => boolean} declares whether package.json names a library
 * @returns {{ findings: Finding[], importCount: number }}
 */
export function checkFile(file, source, declares) {
  const { imports, environmentLines } = readFileFacts(file, source);
  const findings = [];
  for (const { specifier, line } of imports) {
    for (const message of complaints(file, specifier, declares))
      findings.push({ file, line, message: `${specifier}: ${message}` });
  }
  if (!isFree(file) && !MAY_READ_ENVIRONMENT.test(file)) {
    for (const line of environmentLines)
      findings.push({ file, line, message: 'process.env is read outside env.ts' });
  }
  return { findings, importCount: imports.length };
}

function* complaints(file, specifier, declares) {
  if (isFree(file)) return;
  const zone = zoneOf(file);
  if (specifier.startsWith('.')) {
    const leaves = !posix.join(posix.dirname(file), specifier).startsWith(`${zone}/`);
    if (leaves) yield `a relative path leaves ${zone}; import the package by its name`;
    return;
  }
  if (specifier.startsWith('@asterism/')) {
    const refusal = workspaceRefusal(file, zone, specifier);
    if (refusal) yield refusal;
    return;
  }
  for (const { library, places, tests, reason } of KEPT_INSIDE) {
    if (!library.test(specifier) || places.some((place) => file.startsWith(place))) continue;
    if (!(tests && IS_TEST.test(file))) yield reason;
  }
  if (!isBuiltin(specifier)) {
    const isTest = IS_TEST.test(file) || !file.startsWith(`${zone}/src/`);
    if (!declares(zone, libraryOf(specifier), isTest)) yield `not declared in ${zone}/package.json`;
    return;
  }
  if (IS_TEST.test(file)) return;
  for (const { folder, except, reason } of WITHOUT_NODE) {
    if (file.startsWith(folder) && !except.some((place) => file.startsWith(place))) yield reason;
  }
}

function workspaceRefusal(file, zone, specifier) {
  const [scope, name] = specifier.split('/');
  if (`${scope}/${name}` === TEST_ONLY) return IS_TEST.test(file) ? null : 'only tests import the test kit';
  const allowed = ALLOWED[zone] ?? [];
  const fits = allowed.some((entry) =>
    entry.endsWith('/*') ? specifier.startsWith(entry.slice(0, -1)) : specifier === entry,
  );
  if (fits) return null;
  return allowed.length > 0
    ? `${zone} may import ${allowed.join(', ')}`
    : `${zone} may import no workspace package`;
}

/** `apps/api`, `packages/ml`, `scripts`; empty for a file of the root. */
function zoneOf(path) {
  const [first, second] = path.split('/');
  if (first === 'apps' || first === 'packages') return `${first}/${second}`;
  return path.includes('/') || FREE_ZONES.includes(path) ? (first ?? '') : '';
}

const isFree = (path) => FREE_ZONES.includes(zoneOf(path)) || zoneOf(path) === '';
const isBuiltin = (specifier) => specifier.startsWith('node:') || builtins.has(specifier);
