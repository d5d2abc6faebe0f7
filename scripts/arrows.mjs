// npm run arrows: every import of the repository against the allowed arrows. Prints file:line for each that breaks one.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkFile } from './arrows/check.mjs';
import { declaredLibraries } from './arrows/dependencies.mjs';

// Far fewer than there are; a reader that sees none must not pass for a clean house.
const PLAUSIBLE_IMPORTS = 200;

const root = resolve(import.meta.dirname, '..');
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter(
    (file) => /\.[cm]?[jt]sx?$/.test(file) && !/\/fixtures\//.test(file) && existsSync(join(root, file)),
  );

const { declares } = declaredLibraries(root);
let importCount = 0;
let findingCount = 0;
for (const file of files) {
  const checked = checkFile(file, readFileSync(join(root, file), 'utf8'), declares);
  importCount += checked.importCount;
  findingCount += checked.findings.length;
  for (const { line, message } of checked.findings) console.log(`${file}:${line}  ${message}`);
}
console.log(`arrows: ${importCount} imports in ${files.length} files, ${findingCount} against the rules`);
if (importCount < PLAUSIBLE_IMPORTS)
  console.log(`arrows: fewer than ${PLAUSIBLE_IMPORTS} imports seen; the reader is broken`);
process.exitCode = findingCount > 0 || importCount < PLAUSIBLE_IMPORTS ? 1 : 0;
