// k-means, the scan of k, PCA and silhouettes, one thread, in turn with ml-kmeans, with tsne-js (which has no
// counterpart here yet) and, where PEER_PYTHON names a Python that has it, with scikit-learn on the same bytes.
//   npm run bench -- cluster [rounds=5] [only=kmeans|scan|pca|silhouette|tsne]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kmeans as mlKMeans } from 'ml-kmeans';
import TSNE from 'tsne-js';
import {
  clusteringParams,
  createRandom,
  fitKMeans,
  fitPca,
  type Matrix,
  scanKMeans,
  silhouetteScore,
} from '../packages/ml/src/index.ts';
import { openClusterPeer, type Run } from './cluster/peer.ts';

interface Task {
  metric: string;
  /** Null where the product does not do it. */
  ours: (() => Record<string, number>) | null;
  peers: Record<string, () => Promise<Run> | Run>;
}

const [rounds = '5', only = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'asterism-bench-'));
const python = await openClusterPeer(folder);

/** Overlapping groups, so that Lloyd's iterations are many, as on real latents. */
function groups(name: string, rows: number, cols: number, count: number): Matrix<Float64Array> {
  const random = createRandom(rows + cols);
  const centers = Float64Array.from({ length: count * cols }, () => 20 * random.next() - 10);
  const data = Float64Array.from({ length: rows * cols }, (_, at) => {
    const row = Math.floor(at / cols);
    return centers[(row % count) * cols + (at % cols)]! + 15 * random.normal();
  });
  writeFileSync(join(folder, `${name}.f64`), data);
  return { data, rows, cols };
}

const rowsOf = ({ data, rows, cols }: Matrix, count = rows): number[][] =>
  Array.from({ length: count }, (_, i) => [...data.subarray(i * cols, (i + 1) * cols)]);

function timed(run: () => Record<string, number>): Run {
  const start = performance.now();
  const scores = run();
  return { seconds: (performance.now() - start) / 1000, scores };
}

const TASKS: Record<string, () => Task> = {
  // The same start for all, so that all do the same work: the first ten rows.
  kmeans() {
    const points = groups('kmeans', 10_000, 64, 10);
    const rows = rowsOf(points);
    const start = rows.slice(0, 10);
    const initialCenters = { data: points.data.subarray(0, 640), rows: 10, cols: 64 };
    const params = { nClusters: 10, nInit: 1, maxIter: 300, tol: 1e-4 };
    return {
      metric: 'k-means 10,000 x 64, k = 10, same start',
      ours() {
        const { inertia, iterations } = fitKMeans(points, params, {
          random: createRandom(0),
          initialCenters,
        });
        return { inertia, iterations };
      },
      peers: {
        'ml-kmeans': () =>
          timed(() => {
            const fit = mlKMeans(rows, 10, { initialization: start, tolerance: 1e-4, maxIterations: 300 });
            return { iterations: fit.iterations };
          }),
        ...sklearn('kmeans', { rows: 10_000, cols: 64 }),
      },
    };
  },
  scan() {
    const points = groups('scan', 150, 64, 4);
    const params = clusteringParams.parse({ algorithm: 'KMEANS' });
    return {
      metric: 'scan of 150 x 64, k = 2 to 6, ten starts each, with silhouettes',
      ours: () => ({ best: scanKMeans(points, params, { seed: 0 }).points.find(({ best }) => best)!.value }),
      peers: sklearn('scan', { rows: 150, cols: 64 }),
    };
  },
  pca() {
    const points = groups('pca', 5000, 256, 12);
    return {
      metric: 'PCA 5,000 x 256 to 50',
      ours() {
        const fit = fitPca(points, { nComponents: 50 });
        fit.transform(points);
        return { explained: fit.explainedVarianceRatio.reduce((a, b) => a + b) };
      },
      peers: sklearn('pca', { rows: 5000, cols: 256 }),
    };
  },
  silhouette() {
    const points = groups('silhouette', 5000, 64, 12);
    const labels = Int32Array.from({ length: points.rows }, (_, i) => i % 12);
    return {
      metric: 'silhouette 5,000 x 64, 12 clusters',
      ours: () => ({ silhouette: silhouetteScore(points, labels)! }),
      peers: sklearn('silhouette', { rows: 5000, cols: 64 }),
    };
  },
  tsne() {
    const data = rowsOf(groups('tsne', 150, 64, 4));
    return {
      metric: 't-SNE 150 x 64, at most 1,000 iterations',
      ours: null,
      peers: {
        'tsne-js': () =>
          timed(() => {
            const model = new TSNE({ dim: 2, perplexity: 30, nIter: 1000, metric: 'euclidean' });
            model.init({ data, type: 'dense' });
            const [kl, iterations] = model.run();
            return { kl, iterations };
          }),
        ...sklearn('tsne', { rows: 150, cols: 64 }),
      },
    };
  },
};

function sklearn(task: string, shape: { rows: number; cols: number }): Task['peers'] {
  return python ? { [python.name]: () => python.run(task, shape) } : {};
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** One line a peer. Ours and the peers' runs take turns, so that all meet the same moods of the machine. */
async function measure({ metric, ours, peers }: Task): Promise<void> {
  const mine: Run[] = [];
  const theirs = Object.entries(peers).map(([name, run]) => ({ name, run, runs: [] as Run[] }));
  // The first round loads code and is not counted.
  for (let round = 0; round <= Number(rounds); round++) {
    const own = ours && timed(ours);
    if (own && round > 0) mine.push(own);
    for (const peer of theirs) {
      const run = await peer.run();
      if (round > 0) peer.runs.push(run);
      // tsne-js takes seconds a run and has nothing to be compared with.
      if (!ours) peer.runs = [run];
    }
    if (!ours) break;
  }
  const own = mine.length > 0 ? median(mine.map((run) => run.seconds)) : null;
  for (const { name, runs } of theirs.length > 0 ? theirs : [{ name: null, runs: [] }]) {
    const peer = runs.length > 0 ? median(runs.map((run) => run.seconds)) : null;
    console.log(
      JSON.stringify({
        bench: 'cluster',
        metric,
        unit: 's',
        ours: own && Number(own.toFixed(4)),
        peer: peer && Number(peer.toFixed(4)),
        peerName: name,
        ratio: own && peer && Number((own / peer).toFixed(3)),
        betterIs: 'lower',
        scores: { ours: mine[0]?.scores ?? null, peer: runs[0]?.scores ?? null },
      }),
    );
  }
}

try {
  for (const [name, task] of Object.entries(TASKS)) if (only === '' || only === name) await measure(task());
} finally {
  python?.close();
  rmSync(folder, { recursive: true, force: true });
}
