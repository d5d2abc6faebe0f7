// Who may import whom. What is not listed is forbidden.

/** Zone (a folder) -> the workspace modules that it may import. `/*` stands for every subpath. */
export const ALLOWED = {
  'apps/web': ['@asterism/ml/params', '@asterism/fits', '@asterism/observation'],
  'apps/api': [
    '@asterism/db',
    '@asterism/db/*',
    '@asterism/jobs',
    '@asterism/telemetry',
    '@asterism/blobs',
    '@asterism/fits',
    '@asterism/fits/node',
    '@asterism/ml/params',
    '@asterism/ml/chain',
    '@asterism/ml/compare',
    '@asterism/ml/associations',
    '@asterism/ml/random',
    '@asterism/ml/preprocess',
    '@asterism/observation',
    '@asterism/observation/markdown',
  ],
  'apps/worker': [
    '@asterism/db',
    '@asterism/db/*',
    '@asterism/jobs',
    '@asterism/telemetry',
    '@asterism/blobs',
    '@asterism/fits',
    '@asterism/fits/node',
    '@asterism/ml',
    '@asterism/ml/*',
  ],
  'apps/cli': ['@asterism/fits', '@asterism/fits/node', '@asterism/ml', '@asterism/ml/*'],
  'packages/jobs': ['@asterism/db', '@asterism/db/*', '@asterism/telemetry'],
  'packages/testkit': [
    '@asterism/db',
    '@asterism/db/*',
    '@asterism/jobs',
    '@asterism/fits',
    '@asterism/fits/node',
  ],
  'packages/ml': [],
  'packages/fits': [],
  'packages/blobs': [],
  'packages/db': ['@asterism/telemetry'],
  'packages/observation': [],
  'packages/telemetry': [],
};

/** Folders that may import anything. Nothing imports them: they have no package name, and relative paths may not leave a package. */
export const FREE_ZONES = ['scripts', 'docker', 'bench', 'e2e', 'examples'];

/** Only tests may import these workspace modules (besides the zones that list them). */
export const TEST_ONLY = '@asterism/testkit';

/**
 * Libraries that one place alone may know. `tests` says that tests beside the source may use them too.
 * @type {{ library: RegExp, places: string[], tests: boolean, reason: string }[]}
 */
export const KEPT_INSIDE = [
  {
    library: /^graphile-worker(\/|$)/,
    places: ['packages/jobs/'],
    tests: false,
    reason: 'only packages/jobs knows the queue library',
  },
  {
    library: /^@tensorflow\//,
    places: [
      'packages/ml/src/graph/native/',
      'packages/ml/src/graph/portable/',
      'apps/worker/',
      'apps/cli/src/model/backend.ts',
    ],
    tests: true,
    reason:
      'only the executors in packages/ml/src/graph, and the worker and the command line that load a backend, know TensorFlow',
  },
  {
    library: /^@opentelemetry\//,
    places: ['packages/telemetry/'],
    tests: false,
    reason: 'only packages/telemetry knows OpenTelemetry, and loads it only where it is wanted',
  },
  {
    library: /^@prisma\/(?!driver-adapter-utils)/,
    places: ['packages/db/'],
    tests: false,
    reason: 'only packages/db knows Prisma',
  },
  {
    library: /^pg(\/|$)/,
    places: ['packages/db/', 'packages/jobs/', 'packages/testkit/'],
    tests: true,
    reason: 'only packages/db and packages/jobs open connections to PostgreSQL',
  },
];

/**
 * Code that also runs in a browser, or that takes numbers and gives numbers: no Node built-ins but in `except`.
 * @type {{ folder: string, except: string[], reason: string }[]}
 */
export const WITHOUT_NODE = [
  {
    folder: 'packages/fits/src/',
    except: ['packages/fits/src/node/'],
    reason: 'packages/fits runs in the browser; files belong in src/node',
  },
  {
    folder: 'packages/observation/src/',
    except: [],
    reason: 'packages/observation runs in the browser too',
  },
  {
    folder: 'packages/ml/src/',
    except: [
      'packages/ml/src/graph/native/',
      'packages/ml/src/linear/wasm/kernelThreads.ts',
      'packages/ml/src/linear/wasm/thread/thread.ts',
    ],
    reason: 'packages/ml knows no files and no environment; its threads are started in one place',
  },
];

/** Where process.env may be read. */
export const MAY_READ_ENVIRONMENT =
  /(^|\/)env\.ts$|\.config\.m?[jt]s$|\.test\.m?[jt]sx?$|^packages\/testkit\/|^[^/]+$|^(apps|packages)\/[^/]+\/[^/]+$/;

export const IS_TEST = /\.test\.m?[jt]sx?$|\/vitest\.[^/]+$|\/test(ing)?\//;
