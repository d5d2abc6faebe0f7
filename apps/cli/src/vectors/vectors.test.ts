import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adjustedRandIndex, createRandom } from '@asterism/ml';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { npyHeader } from '../npy/header.ts';
import { readMatrix } from '../npy/readMatrix.ts';
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

  test.each([
    ['kmeans', '{"nClusters": 0}', /nClusters/],
    ['kmeans', '{"n_clusters": 3}', /n_clusters/],
    ['gmm', '{"covarianceType": "round"}', /covarianceType/],
    ['kmeans', 'nClusters=3', /not JSON/],
    ['kmeans', '{"nClusters": 91}', /TOO_MANY_CLUSTERS/],
    ['hdbscan', '{"minClusterSize": 500}', /TOO_FEW_SAMPLES/],
  ] as const)('%s refuses %s', async (algorithm, params, message) => {
    await expect(clusterFile(points, { algorithm, params }, ignore)).rejects.toThrow(message);
  });
});

describe('project', () => {
  test.each([
    ['pca', '{}', ['explainedVarianceRatio']],
    ['tsne', '{"perplexity": 10, "maxIter": 300}', ['klDivergence', 'iterations']],
    ['umap', '{"nNeighbors": 8, "nEpochs": 60}', ['epochs']],
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
    ['a negative side', header(dictionary('<f4', 'False', '-2, 2')), 'UNSUPPORTED_ARRAY'],
    ['values that are missing', header(dictionary('<f4', 'False', '2, 2')), 'TRUNCATED'],
  ])('%s is refused', async (_, bytes, code) => {
    writeFileSync(file(), bytes);
    await expect(readMatrix(file())).rejects.toThrow(code);
  });

  test('NaN is refused by row', async () => {
    writeNpy(file(), npyHeader('float32', [2, 1]), Float32Array.of(1, Number.NaN));
    await expect(clusterFile(file(), { algorithm: 'kmeans' }, ignore)).rejects.toThrow(/NOT_FINITE|TOO_MANY/);
  });
});
