import { clusterColor } from '../../ui/palette.ts';
import { pointColors, type ScatterData } from '../map/scatterData.ts';

interface Mapped {
  /** (samples, 2) of those trained on, and their labels. */
  trained: Float32Array;
  labels: Int32Array;
  /** (images, 2) of the new ones, and the labels of their clusters. */
  placed: Float32Array;
  newLabels: readonly number[];
}

/** One map of both: the new ones last, so that they are drawn over the others. */
export function mapOf({ trained, labels, placed, newLabels }: Mapped): ScatterData {
  const coordinates = new Float32Array(trained.length + placed.length);
  coordinates.set(trained);
  coordinates.set(placed, trained.length);
  const all = [...labels, ...newLabels];
  return {
    coordinates,
    ...pointColors(all.map(clusterColor)),
    hollow: all.map((label) => label < 0),
    diamonds: all.map((_, i) => i >= labels.length),
  };
}
