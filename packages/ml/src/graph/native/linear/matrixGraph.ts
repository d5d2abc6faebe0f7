import type { Matrix } from '../../../matrix/matrix.ts';
import { attribute, DTYPE } from '../attributes.ts';
import { type LoadedGraph, loadGraph, type WireFeed } from '../load.ts';
import type { TfjsNode } from '../tfjsNode.ts';
import { GraphWriter, type Port } from '../writer.ts';

type Rows = Matrix<Float64Array>;

const SIGNATURES = [
  'plain',
  'transposeA',
  'transposeB',
  'transposeBoth',
  'scatter',
  'gram',
  'eigen',
  'sums',
] as const;
const ANY = [-1, -1];

/** Products and eigenvectors of matrices of any size, as one TensorFlow graph in float64. */
export interface MatrixGraph {
  product(a: Rows, b: Rows, transposeA: boolean, transposeB: boolean): Float64Array;
  /** A matrix by itself, which travels once: aT a, or with `transposeB` a aT. */
  squared(a: Rows, transposeB: boolean): Float64Array;
  /** Ascending values; vectors in columns. */
  eigen(matrix: Rows): { values: Float64Array; vectors: Float64Array };
  /**
   * Of squares = left rightT, the roots times (right.rows, clusters) memberships of the right side, the roots of the
   * transposed times those of the left side, and the least square.
   */
  rootSums(feeds: Record<'left' | 'right' | 'leftMembers' | 'rightMembers', Rows>): {
    left: Float64Array;
    right: Float64Array;
    least: number;
  };
  close(): void;
}

export async function openMatrixGraph(tf: TfjsNode): Promise<MatrixGraph> {
  const graph = await loadGraph(tf, write(), SIGNATURES);
  return {
    product(a, b, transposeA, transposeB) {
      const name = transposeA
        ? transposeB
          ? 'transposeBoth'
          : 'transposeA'
        : transposeB
          ? 'transposeB'
          : 'plain';
      return call(graph, name, { a, b })['product']!;
    },
    squared: (a, transposeB) => call(graph, transposeB ? 'gram' : 'scatter', { a })['product']!,
    eigen(matrix) {
      const { values, vectors } = call(graph, 'eigen', { a: matrix });
      return { values: values!, vectors: vectors! };
    },
    rootSums(feeds) {
      const { left, right, least } = call(graph, 'sums', feeds);
      return { left: left!, right: right!, least: least![0]! };
    },
    close: graph.close,
  };
}

function write(): Uint8Array {
  const writer = new GraphWriter('float64');
  const { T } = writer;
  const input = (name: string): string => writer.placeholder(name, ANY);
  const output = (key: string, tensor: string, name: string, shape: number[] = ANY): Port => ({
    key,
    tensor: writer.output(tensor, name),
    shape,
  });
  const ports = (...names: string[]): Port[] =>
    names.map((name) => ({ key: name, tensor: name, shape: ANY }));
  const product = (a: string, b: string, transposeA: boolean, transposeB: boolean): string =>
    writer.op('MatMul', [a, b], {
      T,
      transpose_a: attribute.bool(transposeA),
      transpose_b: attribute.bool(transposeB),
    });

  const a = input('a');
  const b = input('b');
  for (const [name, left, right] of [
    ['plain', false, false],
    ['transposeA', true, false],
    ['transposeB', false, true],
    ['transposeBoth', true, true],
  ] as const)
    writer.signature(name, ports('a', 'b'), [output('product', product(a, b, left, right), `y_${name}`)]);

  for (const [name, transposeB] of [
    ['scatter', false],
    ['gram', true],
  ] as const) {
    const squared = product(a, a, !transposeB, transposeB);
    writer.signature(name, ports('a'), [output('product', squared, `y_${name}`)]);
  }

  const eigen = writer.op('SelfAdjointEigV2', [a], { T, compute_v: attribute.bool(true) });
  const parts = [output('values', eigen, 'y_values', [-1]), output('vectors', `${eigen}:1`, 'y_vectors')];
  writer.signature('eigen', ports('a'), parts);

  const squares = product(input('left'), input('right'), false, true);
  const least = writer.op('Min', [squares, writer.ints([0, 1])], {
    T,
    Tidx: attribute.type(DTYPE.int32),
    keep_dims: attribute.bool(false),
  });
  const roots = writer.op('Sqrt', [squares], { T });
  const ofLeft = product(roots, input('rightMembers'), false, false);
  const ofRight = product(roots, input('leftMembers'), true, false);
  writer.signature('sums', ports('left', 'right', 'leftMembers', 'rightMembers'), [
    output('left', ofLeft, 'y_left'),
    output('right', ofRight, 'y_right'),
    output('least', least, 'y_least', []),
  ]);
  return writer.serialize();
}

function call(
  graph: LoadedGraph,
  signature: string,
  feeds: Record<string, Rows>,
): Record<string, Float64Array> {
  const wire: WireFeed[] = Object.entries(feeds).map(([name, { data, rows, cols }]) => {
    // Checked here: TensorFlow ends the process over some shapes that do not fit.
    if (rows < 1 || cols < 1 || data.length !== rows * cols)
      throw new RangeError(`${data.length} values are not ${rows} rows of ${cols}.`);
    const values = new Int32Array(data.buffer, data.byteOffset, data.length * 2);
    return { name, values, shape: [rows, cols, 2] };
  });
  return Object.fromEntries(
    Object.entries(graph.call(signature, wire)).map(([key, pairs]) => [
      key,
      new Float64Array(pairs.buffer, pairs.byteOffset, pairs.length / 2),
    ]),
  );
}
