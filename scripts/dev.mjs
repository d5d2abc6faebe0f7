// npm run dev: as npm start, but from the sources: API and worker start again when one changes, the web reloads.
import { resolve } from 'node:path';
import { requireNode } from './setup/nodeVersion.mjs';

requireNode();
const { readSettings, USAGE } = await import('./start/settings.mjs');
const settings = readSettings(resolve(import.meta.dirname, '..'), process.argv.slice(2), process.env);
if ('help' in settings) {
  process.stdout.write(USAGE);
} else if ('problems' in settings) {
  for (const problem of settings.problems) console.error(problem);
  process.exitCode = 2;
} else {
  const { launch } = await import('./start/launch.mjs');
  process.exitCode = await launch(settings, 'development');
  process.exit();
}
