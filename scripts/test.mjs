// npm test: everything, from a clean clone on. The last line is the total over all runners.
import { resolve } from 'node:path';
import { requireNode } from './setup/nodeVersion.mjs';

requireNode();
const root = resolve(import.meta.dirname, '..');
const { installPackages } = await import('./setup/install.mjs');
await installPackages(root, { onStart: (reason) => console.log(`installing the packages (${reason}) ...`) });
const { testEverything } = await import('./test/everything.mjs');
process.exitCode = await testEverything(root);
process.exit();
