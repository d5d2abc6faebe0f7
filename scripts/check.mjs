// npm run check: types, lint, arrows, and the tests that the work in hand could break. For before a commit.
import { resolve } from 'node:path';
import { requireNode } from './setup/nodeVersion.mjs';

requireNode();
const root = resolve(import.meta.dirname, '..');
const { checkTheChange } = await import('./test/change.mjs');
process.exitCode = await checkTheChange(root);
process.exit();
