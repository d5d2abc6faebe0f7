import { fitGaussianMixture } from '../gmm/gaussianMixture.ts';
import { createNativeAlgebra } from '../graph/native/linear/nativeAlgebra.ts';
import { loadTfjsNode } from '../graph/testing/backends.ts';
import { fitHdbscan } from '../hdbscan/hdbscan.ts';
import { fitKMeans } from '../kmeans/kmeans.ts';
import { gaussianMixtureParams, hdbscanParams, kMeansParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { groups, someDigits } from './cases.ts';

// Run by itself: TensorFlow takes its threads from the environment once a process. Prints labels as JSON.

const tf = loadTfjsNode();
if (!tf) throw new Error('The TensorFlow library is not there.');
const linear = await createNativeAlgebra(tf);
const labels: Record<string, number[]> = {};
for (const [name, points] of Object.entries({
  digits: someDigits(900),
  groups: groups(900, 60, { apart: 0.6 }),
})) {
  const random = () => createRandom(3);
  const kmeans = { ...kMeansParams.parse({ nInit: 2 }), nClusters: 7 };
  labels[`${name}: k-means`] = [...(await fitKMeans(points, kmeans, { random: random(), linear })).labels];
  const mixture = { ...gaussianMixtureParams.parse({ regCovar: 1e-2, maxIter: 30 }), nComponents: 3 };
  labels[`${name}: GMM`] = [
    ...(await fitGaussianMixture(points, mixture, { random: random(), linear })).labels,
  ];
  labels[`${name}: HDBSCAN`] = [
    ...(await fitHdbscan(points, hdbscanParams.parse({ minClusterSize: 8 }), { linear })).labels,
  ];
}
process.stdout.write(JSON.stringify(labels));
