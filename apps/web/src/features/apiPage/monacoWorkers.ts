import type { Environment } from 'monaco-editor';

/** Has the editor check and complete in workers of the page's own bundle. */
export function serveMonacoWorkers(): void {
  const environment: Environment = { getWorker: (_id, label) => workerFor(label) };
  window.MonacoEnvironment = environment;
}

// Each address is written out: the bundler finds workers by it.
function workerFor(label: string): Worker {
  if (label === 'json')
    return new Worker(new URL('monaco-editor/esm/vs/language/json/json.worker.js', import.meta.url), {
      type: 'module',
    });
  if (label === 'graphql')
    return new Worker(new URL('monaco-graphql/esm/graphql.worker.js', import.meta.url), { type: 'module' });
  return new Worker(new URL('monaco-editor/esm/vs/editor/editor.worker.js', import.meta.url), {
    type: 'module',
  });
}
