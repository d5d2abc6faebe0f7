import type { Matrix } from '../matrix/matrix.ts';
import type { ClusteringAlgorithm } from '../params/index.ts';
import { fitPca } from '../pca/pca.ts';
import { type LabelledRows, labelledRows } from '../scores/clusters.ts';
import type { ScanPoint } from './scanClusterings.ts';

export interface ScanWarning {
  code: string;
  message: string;
}

// Fewer members say little of a cluster's shape.
const FEWEST_MEMBERS = 10;
// Standard deviations along the first axis to those along the second; 40 round samples stay below 1.5.
const LONG = 3;
// Root mean square distance from the centre, the widest cluster's to the tightest one's.
const UNEVEN = 3;
// Times the median distance from the centre; of one normal dimension .7 % lie beyond, of more dimensions none.
const FAR = 4;
// Excess kurtosis: a uniform distribution has -1.2, two equal peaks -2. Of 50 normal numbers one in a thousand has less
// than -1.2; long tails are the more frequent chance, so that they must be four standard errors off.
const [FLAT, TAILED, ERRORS] = [-1.2, 1.2, 4];
const FEWEST_FOR_SHAPE = 50;
const MOSTLY = 0.5;

/**
 * Whether what speaks against a clusterer is at work in these very data: for k-means clusters that are long, of unlike
 * width, or pulled by outliers; for mixtures clusters that are not Gaussian (in `fitted`, what the mixture saw); for
 * HDBSCAN much noise, or a number of clusters that depends on the parameter. Rules of thumb, each with its numbers in the
 * message. Throws the signal's reason.
 */
export async function conAtWork(
  algorithm: ClusteringAlgorithm,
  { fitted, labels, points }: { fitted: Matrix; labels: Int32Array; points: readonly ScanPoint[] },
  signal?: AbortSignal,
): Promise<ScanWarning[]> {
  if (algorithm === 'HDBSCAN') return tuning(points, labels.length);
  const rows = labelledRows(fitted, labels);
  const clusters = membersOf(rows);
  if (algorithm === 'GMM')
    return clusters.flatMap((members, cluster) => notGaussian(members, cluster)).slice(0, 1);
  return [...(await elongated(clusters, signal)), ...unevenSpread(clusters), ...outliers(clusters)];
}

/** Each cluster's rows, by label, centred on their mean. */
function membersOf({ points, labels, clusterCount, sizes }: LabelledRows): Matrix<Float64Array>[] {
  const { cols } = points;
  const clusters = Array.from({ length: clusterCount }, (_, cluster) => ({
    data: new Float64Array(sizes[cluster]! * cols),
    rows: 0,
    cols,
  }));
  labels.forEach((label, row) => {
    const own = clusters[label]!;
    own.data.set(points.data.subarray(row * cols, (row + 1) * cols), own.rows * cols);
    own.rows += 1;
  });
  for (const { data, rows } of clusters)
    for (let k = 0; k < cols; k++) {
      let sum = 0;
      for (let at = k; at < data.length; at += cols) sum += data[at]!;
      for (let at = k; at < data.length; at += cols) data[at]! -= sum / rows;
    }
  return clusters;
}

async function elongated(clusters: readonly Matrix[], signal?: AbortSignal): Promise<ScanWarning[]> {
  for (const [cluster, members] of clusters.entries()) {
    if (members.rows < FEWEST_MEMBERS || members.cols < 2) continue;
    const { explainedVariance } = await fitPca(members, { nComponents: 2 }, signal ? { signal } : {});
    const ratio = Math.sqrt(explainedVariance[0]! / explainedVariance[1]!);
    if (ratio >= LONG)
      return [
        {
          code: 'ELONGATED_CLUSTERS',
          message: `k-means wants round clusters, but cluster ${cluster} is ${Number.isFinite(ratio) ? `${ratio.toFixed(1)} times as long as wide` : 'a line'}: see what a Gaussian mixture makes of it.`,
        },
      ];
  }
  return [];
}

function unevenSpread(clusters: readonly Matrix<Float64Array>[]): ScanWarning[] {
  const widths = clusters.map(({ data, rows }) =>
    rows < FEWEST_MEMBERS ? null : Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / rows),
  );
  const known = widths.filter((width) => width !== null);
  const [widest, tightest] = [Math.max(...known), Math.min(...known)];
  if (known.length < 2 || !(widest >= UNEVEN * tightest)) return [];
  return [
    {
      code: 'UNEVEN_SPREAD',
      message: `k-means wants clusters of like width, but cluster ${widths.indexOf(widest)} is ${tightest > 0 ? `${(widest / tightest).toFixed(1)} times as wide as` : 'wider than'} cluster ${widths.indexOf(tightest)}: its rim may have gone to a neighbour.`,
    },
  ];
}

function outliers(clusters: readonly Matrix<Float64Array>[]): ScanWarning[] {
  let far = 0;
  for (const { data, rows, cols } of clusters) {
    if (rows < FEWEST_MEMBERS) continue;
    const distances = Float64Array.from({ length: rows }, (_, row) => {
      let sum = 0;
      for (let k = 0; k < cols; k++) sum += data[row * cols + k]! ** 2;
      return Math.sqrt(sum);
    });
    const limit = FAR * distances.toSorted()[rows >> 1]!;
    far += distances.filter((distance) => distance > limit).length;
  }
  if (far === 0) return [];
  return [
    {
      code: 'OUTLIERS',
      message: `${far} ${far === 1 ? 'sample lies' : 'samples lie'} more than ${FAR} times as far from the centre as half of the cluster does, and outliers pull k-means' centres: HDBSCAN would call them noise.`,
    },
  ];
}

function notGaussian({ data, rows, cols }: Matrix<Float64Array>, cluster: number): ScanWarning[] {
  if (rows < FEWEST_FOR_SHAPE) return [];
  let odd = 0;
  for (let k = 0; k < cols; k++) {
    let [second, fourth] = [0, 0];
    for (let at = k; at < data.length; at += cols) {
      second += data[at]! ** 2 / rows;
      fourth += data[at]! ** 4 / rows;
    }
    const excess = fourth / second ** 2 - 3;
    if (excess <= FLAT || excess >= Math.max(TAILED, ERRORS * Math.sqrt(24 / rows))) odd += 1;
  }
  if (odd === 0) return [];
  return [
    {
      code: 'NOT_GAUSSIAN',
      message: `The mixture takes clusters for Gaussian, but the members of cluster ${cluster} are not spread like that along ${odd} of ${cols} ${cols === 1 ? 'direction' : 'directions'}: it may be several groups, or have a long tail.`,
    },
  ];
}

function tuning(points: readonly ScanPoint[], sampleCount: number): ScanWarning[] {
  const chosen = points.find(({ best }) => best);
  if (!chosen) return [];
  const noise = chosen.noiseCount / sampleCount;
  const counts = points.map(({ clusterCount }) => clusterCount);
  const alike = counts.filter((count) => count === chosen.clusterCount).length;
  return [
    ...(noise > MOSTLY
      ? [
          {
            code: 'MOSTLY_NOISE',
            message: `${Math.round(100 * noise)} % of the samples are noise: a smaller minSamples, or another clusterer, would place more of them.`,
          },
        ]
      : []),
    ...(points.length > 2 && alike < MOSTLY * points.length
      ? [
          {
            code: 'DEPENDS_ON_SIZE',
            message: `How many clusters there are depends on the minimum cluster size: ${Math.min(...counts)} to ${Math.max(...counts)} in this scan, and ${chosen.clusterCount} with only ${alike} of ${points.length} sizes.`,
          },
        ]
      : []),
  ];
}
