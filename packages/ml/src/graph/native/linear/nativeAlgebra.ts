import type { LinearAlgebra, ProductOptions } from '../../../linear/linearAlgebra.ts';
import type { ThreadOptions } from '../../../linear/wasm/kernelThreads.ts';
import { createWasmAlgebra } from '../../../linear/wasm/wasmAlgebra.ts';
import type { Matrix } from '../../../matrix/matrix.ts';
import type { TfjsNode } from '../tfjsNode.ts';
import { openMatrixGraph } from './matrixGraph.ts';
import { rootSums } from './rootSums.ts';

type Rows = Matrix<Float64Array>;

// Below, the way to TensorFlow and back (.3 ms) takes longer than the kernels.
const FEWEST_MULTIPLICATIONS = 2 ** 21;
// Nor do they where a number that travels takes part in few of them: a copy costs as much as 30.
const MULTIPLICATIONS_A_VALUE = 32;
const SMALLEST_EIGEN = 48;

/**
 * What is mostly matrix products by TensorFlow graphs in float64, and all else by the kernels: k-means, whose bounds
 * save more than faster products would; neighbours, ranks and trees, since a block's distances would have to be copied
 * out of TensorFlow (800 MB for 10,000 rows). `threads` are the kernels'; TensorFlow has its own. `close` ends the
 * session.
 */
export async function createNativeAlgebra(
  tf: TfjsNode,
  options: ThreadOptions = {},
): Promise<LinearAlgebra & { close(): void }> {
  const kernels = createWasmAlgebra(options);
  const pool = kernels.workspaces;
  const graph = await openMatrixGraph(tf);

  async function product(a: Rows, b: Rows, options: ProductOptions = {}): Promise<Rows> {
    const { transposeA = false, transposeB = false } = options;
    const [rows, depth] = transposeA ? [a.cols, a.rows] : [a.rows, a.cols];
    const [inner, cols] = transposeB ? [b.cols, b.rows] : [b.rows, b.cols];
    const work = rows * depth * cols;
    const least = MULTIPLICATIONS_A_VALUE * (rows * depth + depth * cols + rows * cols);
    if (depth !== inner || work < Math.max(FEWEST_MULTIPLICATIONS, least))
      return kernels.product(a, b, options);
    if (a.data === b.data && a.rows === b.rows && transposeA !== transposeB)
      return { data: graph.squared(a, transposeB), rows, cols };
    return { data: graph.product(a, b, transposeA, transposeB), rows, cols };
  }

  return {
    ...kernels,
    name: 'native',
    product,
    distanceSums: (points, labels, clusterCount, signal) =>
      pool.use((workspace) => rootSums({ graph, workspace, points, labels, clusterCount, signal })),
    async symmetricEigen(matrix) {
      const { rows: n } = matrix;
      if (n < SMALLEST_EIGEN) return kernels.symmetricEigen(matrix);
      const { values, vectors } = graph.eigen(matrix);
      const data = new Float64Array(n * n);
      for (let i = 0; i < n; i++) for (let c = 0; c < n; c++) data[i * n + c] = vectors[i * n + n - 1 - c]!;
      return { values: values.reverse(), vectors: { data, rows: n, cols: n } };
    },
    close: graph.close,
  };
}
