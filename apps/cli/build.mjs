import { rmSync } from 'node:fs';
import { build } from 'esbuild';

// Workspace packages are bundled from their sources; everything else is imported from node_modules.
const insideWorkspace = {
  name: 'inside-workspace',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@asterism/') ? undefined : { path, external: true },
    );
  },
};

// node build.mjs [folder]
const outdir = process.argv[2] ?? 'dist';
rmSync(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ['src/main.ts'],
  outdir,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [insideWorkspace],
});
