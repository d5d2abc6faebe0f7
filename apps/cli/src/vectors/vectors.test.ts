import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adjustedRandIndex, createRandom } from '@asterism/ml';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { npyHeader } from '../npy/header.ts';
import { readMatrix } from '../npy/readMatrix.ts';
import { runHere } from '../testing/runHere.ts';
import { clusterFile } from './cluster.ts';
import { projectFile } from './project.ts';

// The program may take seconds to start; a guard against hanging, nothing more.
vi.setConfig({ testTimeout: 60_000 });

const program = join(import.meta.dirname, '../../bin/asterism.mjs');
const truth = Array.from({ length: 90 }, (_, i) => i % 3);
let folder: string;
let points: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-vectors-'));
  points = join(folder, 'points.npy');
  const random = createRandom(3);
  const data = Float32Array.from({ length: 90 * 4 }, (_, at) => 9 * truth[at >> 2]! + random.normal());
  writeNpy(points, npyHeader('float32', [90, 4]), data);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function writeNpy(path: string, header: Uint8Array | string, values: ArrayBufferView): void {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  writeFileSync(path, Buffer.concat([Buffer.from(header as Uint8Array), bytes]));
}

/** A header of version 1 with any dictionary. */
function header(dictionary: string): Buffer {
  const head = Buffer.alloc(10);
  head.write('\x93NUMPY\x01\x00', 'latin1');
  head.writeUInt16LE(dictionary.length, 8);
  return Buffer.concat([head, Buffer.from(dictionary)]);
}

const ignore = (): void => undefined;

async function answer(run: (print: (line: string) => void) => Promise<void>) {
  const lines: string[] = [];
  await run((line) => lines.push(line));
  return JSON.parse(lines.join('\n')) as {
    labels: number[];
    coordinates: number[][];
    scores: Record<string, number>;
    fit: Record<string, number | boolean | null>;
  };
}

describe('cluster', () => {
  test.each([
    ['kmeans', '{"nClusters": 3, "randomState": 2}', ['inertia', 'iterations', 'converged']],
    ['gmm', '{"nComponents": 3, "covarianceType": "diag"}', ['logLikelihood', 'bic', 'aic', 'converged']],
    ['hdbscan', '{"minClusterSize": 6}', ['approximate']],
  ] as const)('%s finds the three groups', async (algorithm, params, facts) => {
    const { labels, scores, fit } = await answer((print) =>
      clusterFile(points, { algorithm, params, json: true }, print),
    );
    expect(adjustedRandIndex(labels, truth)).toBeGreaterThan(0.95);
    expect(scores['silhouette']).toBeGreaterThan(0.7);
    expect(Object.keys(scores)).toEqual(['silhouette', 'daviesBouldin', 'calinskiHarabasz', 'dbcv']);
    expect(Object.keys(fit)).toEqual(expect.arrayContaining([...facts]));
  });

  test('the program prints one line, writes files, and needs no server', async () => {
    const out = join(folder, 'out');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        program,
        'cluster',
        points,
        '--algorithm',
        'gmm',
        '--params',
        '{"nComponents": 3}',
        '--json',
        '--out',
        out,
      ],
      { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const { labels } = JSON.parse(stdout) as { labels: number[] };
    const written = readFileSync(join(out, 'labels.npy'));
    const end = written.byteOffset + written.length;
    expect([...new Int32Array(written.buffer.slice(end - 4 * 90, end))]).toEqual(labels);
    const { rows, cols } = await readMatrix(join(out, 'responsibilities.npy'));
    expect([rows, cols]).toEqual([90, 3]);
  });

  test('without JSON it is said in words', async () => {
    const lines: string[] = [];
    await clusterFile(points, { algorithm: 'hdbscan' }, (line) => lines.push(line));
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^clusters +3$/)]));
  });

  test('a warning is a sentence, and a list its numbers', async () => {
    const lines: string[] = [];
    const params = '{"nComponents": 60}';
    await clusterFile(points, { algorithm: 'gmm', params }, (line) => lines.push(line));
    expect(lines).toEqual(
      expect.arrayContaining([expect.stringMatching(/^warnings +60 components of type/)]),
    );
    await projectFile(points, { kind: 'pca' }, (line) => lines.push(line));
    expect(lines).toEqual(
      expect.arrayContaining([expect.stringMatching(/^explainedVarianceRatio +0\.\d{1,6} 0\.\d{1,6}/)]),
    );
  });

  test.each([
    ['kmeans', '{"nClusters": 0}', 2, /nClusters: .*\(INVALID_PARAMETER\)$/],
    ['kmeans', '{"nClusters": 100000}', 2, /nClusters: .*\(INVALID_PARAMETER\)$/],
    ['kmeans', '{"nClusters": 2.5}', 2, /nClusters: .*\(INVALID_PARAMETER\)$/],
    ['kmeans', '{"nInit": "often"}', 2, /nInit: .*\(INVALID_PARAMETER\)$/],
    ['kmeans', '{"randomState": -1}', 2, /randomState: .*\(INVALID_PARAMETER\)$/],
    [
      'kmeans',
      '{"n_clusters": 3}',
      2,
      '--params n_clusters: it is called nClusters here. (UNKNOWN_PARAMETER)',
    ],
    [
      'kmeans',
      '{"init": "random"}',
      2,
      '--params init: there is no such parameter. There are nClusters, nInit, maxIter, tol, randomState. (UNKNOWN_PARAMETER)',
    ],
    [
      'kmeans',
      '{"nClusters": "3"}',
      2,
      '--params nClusters: a number is needed, not "3". (INVALID_PARAMETER)',
    ],
    [
      'hdbscan',
      '{"minClusterSize": 1}',
      2,
      '--params minClusterSize: it must be at least 2, not 1. (INVALID_PARAMETER)',
    ],
    [
      'gmm',
      '{"covarianceType": "round"}',
      2,
      '--params covarianceType: one of full, tied, diag, spherical is needed, not "round". (INVALID_PARAMETER)',
    ],
    ['kmeans', '[3]', 2, /^--params: .*\(INVALID_PARAMETER\)$/],
    ['kmeans', 'nClusters=3', 2, /not JSON .*: write it as .*\(NOT_JSON\)$/],
    [
      'kmeans',
      '{"nClusters": 91}',
      1,
      'nClusters: 91 clusters need 91 samples at least, not 90. (TOO_MANY_CLUSTERS)',
    ],
    ['gmm', '{"nComponents": 91}', 1, /^nComponents: .*\(TOO_MANY_CLUSTERS\)$/],
    ['hdbscan', '{"minClusterSize": 500}', 1, /^minClusterSize: .*\(TOO_FEW_SAMPLES\)$/],
  ] as const)('%s refuses %s with status %d', async (algorithm, params, exitCode, message) => {
    const asked = clusterFile(points, { algorithm, params }, ignore);
    await expect(asked).rejects.toThrow(message);
    await expect(asked).rejects.toMatchObject({ name: 'CommandFailure', exitCode });
  });

  test.each([
    ['kmeans', { nClusters: 3, nInit: 'auto', maxIter: 50, tol: 1e-3, randomState: 4 }],
    ['gmm', { nComponents: 3, covarianceType: 'tied', nInit: 2, maxIter: 50, tol: 1e-3, randomState: 4 }],
    ['hdbscan', { minClusterSize: 6, minSamples: 4, randomState: 4 }],
  ] as const)('%s takes scikit-learn’s names', async (algorithm, params) => {
    const { labels } = await answer((print) =>
      clusterFile(points, { algorithm, params: JSON.stringify(params), json: true }, print),
    );
    expect(adjustedRandIndex(labels, truth)).toBeGreaterThan(0.95);
  });

  test('a folder that cannot be written is said', async () => {
    const asked = clusterFile(points, { algorithm: 'kmeans', out: join(points, 'out') }, ignore);
    await expect(asked).rejects.toThrow(/CANNOT_WRITE/);
  });
});

describe('help', () => {
  test.each([
    [
      'cluster',
      /^ {2}kmeans +nClusters = 8$/m,
      /^ +covarianceType = full$/m,
      /^ {2}hdbscan +minClusterSize = 5$/m,
    ],
    [
      'project',
      /^ {2}pca +nComponents = 2$/m,
      /^ {2}tsne +perplexity = 30$/m,
      /^ {2}umap +nNeighbors = 15$/m,
    ],
  ])('%s tells every parameter and its default', async (command, ...lines) => {
    const { output } = await runHere([command, '--help'], { env: { XDG_CONFIG_HOME: folder } });
    for (const line of lines) expect(output).toMatch(line);
  });
});

describe('project', () => {
  test.each([
    ['pca', '{}', ['explainedVarianceRatio']],
    ['tsne', '{"nComponents": 2, "perplexity": 10, "maxIter": 300}', ['klDivergence', 'iterations']],
    ['umap', '{"nComponents": 2, "nNeighbors": 8, "minDist": 0.2, "nEpochs": 60}', ['epochs']],
  ] as const)('%s draws all samples and says how far to trust it', async (kind, params, facts) => {
    const { coordinates, fit } = await answer((print) =>
      projectFile(points, { kind, params, json: true }, print),
    );
    expect(coordinates).toHaveLength(90);
    expect(coordinates.every((place) => place.length === 2 && place.every(Number.isFinite))).toBe(true);
    expect(fit['trustworthiness']).toBeGreaterThan(0.8);
    expect(Object.keys(fit)).toEqual(expect.arrayContaining([...facts]));
  });

  test('a perplexity beyond the samples is refused', async () => {
    const asked = projectFile(points, { kind: 'tsne', params: '{"perplexity": 100}' }, ignore);
    await expect(asked).rejects.toThrow(/PERPLEXITY_TOO_LARGE/);
  });

  test.each(['tsne', 'umap'] as const)('%s is drawn in two dimensions only', async (kind) => {
    const asked = projectFile(points, { kind, params: '{"nComponents": 3}' }, ignore);
    await expect(asked).rejects.toThrow(
      '--params nComponents: This map is drawn in 2 dimensions only. (INVALID_PARAMETER)',
    );
  });
});

describe('arrays', () => {
  const file = () => join(folder, 'array.npy');
  const dictionary = (descr: string, fortran: 'True' | 'False', shape: string) =>
    `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${shape}), }\n`;

  test('float64, either byte order, columns first', async () => {
    const values = Float64Array.of(1, 2, 3, 4, 5, 6);
    writeNpy(file(), header(dictionary('<f8', 'True', '2, 3')), values);
    expect([...(await readMatrix(file())).data]).toEqual([1, 3, 5, 2, 4, 6]);
    const swapped = Buffer.from(values.buffer.slice(0)).swap64();
    writeNpy(file(), header(dictionary('>f8', 'False', '3, 2')), swapped);
    expect(await readMatrix(file())).toEqual({ data: values, rows: 3, cols: 2 });
  });

  test.each([
    ['text', Buffer.from('1,2\n3,4\n'), 'NOT_NPY'],
    ['nothing', Buffer.alloc(0), 'NOT_NPY'],
    ['a header that is cut', header(dictionary('<f4', 'False', '2, 2')).subarray(0, 30), 'NOT_NPY'],
    ['integers', header(dictionary('<i4', 'False', '2, 2')), 'UNSUPPORTED_ARRAY'],
    ['a vector', header(dictionary('<f4', 'False', '4,')), 'UNSUPPORTED_ARRAY'],
    ['three axes', header(dictionary('<f4', 'False', '1, 2, 2')), 'UNSUPPORTED_ARRAY'],
    ['a huge shape', header(dictionary('<f4', 'False', '99999999, 99999')), 'UNSUPPORTED_ARRAY'],
    ['no rows', header(dictionary('<f4', 'False', '0, 2')), 'UNSUPPORTED_ARRAY'],
    ['no columns', header(dictionary('<f4', 'False', '2, 0')), 'UNSUPPORTED_ARRAY'],
    ['complex numbers', header(dictionary('<c16', 'False', '2, 2')), 'UNSUPPORTED_ARRAY'],
    [
      'records',
      header("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }"),
      'UNSUPPORTED_ARRAY',
    ],
    ['a negative side', header(dictionary('<f4', 'False', '-2, 2')), 'UNSUPPORTED_ARRAY'],
    ['values that are missing', header(dictionary('<f4', 'False', '2, 2')), 'TRUNCATED'],
  ])('%s is refused', async (_, bytes, code) => {
    writeFileSync(file(), bytes);
    await expect(readMatrix(file())).rejects.toThrow(`(${code})`);
  });

  test.each([2, 3])('version %d of the format has a longer length', async (version) => {
    const text = dictionary('<f4', 'False', '2, 1');
    const head = Buffer.alloc(12);
    head.write('\x93NUMPY', 'latin1');
    head[6] = version;
    head.writeUInt32LE(text.length, 8);
    const values = Float32Array.of(3, 4);
    writeNpy(file(), Buffer.concat([head, Buffer.from(text)]), values);
    expect(await readMatrix(file())).toEqual({ data: values, rows: 2, cols: 1 });
  });

  test.each(['not-there.npy', '.'])('what cannot be read is said: %s', async (name) => {
    await expect(readMatrix(join(folder, name))).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/\(CANNOT_READ\)$/),
    });
  });

  test.each([
    ['<i8', '2, 3', "holds integers (i8); float32 or float64 is needed: save x.astype('float32')."],
    ['<f8', '4,', 'has the shape (4,); (n, d) is needed'],
    ['<f4', '0, 2', 'has the shape (0, 2); a row and a column are needed at least.'],
  ])('%s of shape (%s) is refused with what to do', async (descr, shape, sentence) => {
    writeFileSync(file(), header(dictionary(descr, 'False', shape)));
    await expect(readMatrix(file())).rejects.toThrow(`${file()} ${sentence}`);
  });

  test('an archive, a folder and what is not there are told apart', async () => {
    writeFileSync(file(), Buffer.from('PK\x03\x04 and so on'));
    await expect(readMatrix(file())).rejects.toThrow(/is an archive of arrays: .*numpy\.save/);
    await expect(readMatrix(folder)).rejects.toThrow(`${folder} is a folder: name a .npy file in it.`);
    await expect(readMatrix('none.npy')).rejects.toThrow('There is no file none.npy. (CANNOT_READ)');
  });

  test('values whose distances are no numbers are refused', async () => {
    writeNpy(file(), npyHeader('float64', [2, 1]), Float64Array.of(1, -1e200));
    for (const run of [
      () => clusterFile(file(), { algorithm: 'kmeans', params: '{"nClusters": 2}' }, ignore),
      () => projectFile(file(), { kind: 'pca', params: '{"nComponents": 1}' }, ignore),
    ])
      await expect(run()).rejects.toThrow(/-1e\+200 in row 1, column 0; .*\(TOO_LARGE\)$/);
  });

  test.each([Number.NaN, Number.NEGATIVE_INFINITY])('%d is refused by row', async (value) => {
    writeNpy(file(), npyHeader('float32', [3, 1]), Float32Array.of(1, value, 4));
    const params = '{"nClusters": 2}';
    await expect(clusterFile(file(), { algorithm: 'kmeans', params }, ignore)).rejects.toThrow(
      `${file()} holds ${value} in row 1, column 0: leave such rows out, or fill them in. (NOT_FINITE)`,
    );
    await expect(projectFile(file(), { kind: 'pca', params: '{"nComponents": 1}' }, ignore)).rejects.toThrow(
      /NOT_FINITE/,
    );
  });
});
