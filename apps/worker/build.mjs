import { rmSync } from 'node:fs';
import { build } from 'esbuild';

// Two programs: the worker, and what it forks. Workspace packages come along, libraries stay in node_modules.
rmSync(new URL('dist', import.meta.url), { recursive: true, force: true });
await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: { main: 'src/main.ts', child: 'src/child.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [
    {
      name: 'libraries stay outside',
      setup({ onResolve }) {
        onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
          kind === 'entry-point' || path.startsWith('@asterism/') ? undefined : { path, external: true },
        );
      },
    },
  ],
});
