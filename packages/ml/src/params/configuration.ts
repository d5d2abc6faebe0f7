import { type ModelParams, modelParams } from './model.ts';
import type { PreprocessingParams } from './preprocessing.ts';

/** What is known of the samples before anything is trained. */
export interface DataLook {
  sampleCount: number;
  /** Samples in which a clear source was measured; see isClearSource. */
  clearSourceCount: number;
}

/** What is recommended for data of a look, channels aside, and why in a sentence or two. */
export interface Configuration {
  preprocessing: Pick<PreprocessingParams, 'alignment' | 'geometry' | 'size'>;
  model: ModelParams;
  reason: string;
}

/** Measured quality from which an ellipse is taken for the source's own; spiral arms stay below. */
export const CLEAR_QUALITY = 0.5;
/** Of the picture's longer side: a star in a field is a source too, but not what the picture is of. */
export const CLEAR_EXTENT = 0.1;

/** Whether a picture (width, height in pixels) is of its measured source. */
export const isClearSource = (
  { quality, radius }: { quality: number; radius: number },
  { width, height }: { width: number; height: number },
): boolean => quality >= CLEAR_QUALITY && 2 * radius >= CLEAR_EXTENT * Math.max(width, height);

// Of 150 discs, a quarter of which are spirals without a clear ellipse, 107 to 114 were clear.
const CLEAR_SHARE = 0.5;
// Fewer say nothing about what differs between images, which is what a contrastive loss learns from.
const FEWEST_TO_COMPARE = 16;
// Unrolled, a source fills the image: 48 radii and angles are enough to tell the kinds apart, and train in 13 s.
const POLAR_SIZE = 48;
const SIZE = 64;
// 120 epochs of 150 samples: what the agreement was measured with.
const IMAGES_TO_SEE = 18_000;
const [FEWEST_EPOCHS, MOST_EPOCHS] = [20, 360];

/**
 * The configuration that `bench/discovery` found to bring out hidden kinds, as far as the data allow it: where the
 * pictures are of clear sources these are turned face-on and unrolled, and a contrastive encoder describes them. Nothing
 * that is known of the samples (a catalogue's labels) has a say.
 */
export function recommendConfiguration(look: DataLook): Configuration {
  const { sampleCount, clearSourceCount } = look;
  const isOfSources = sampleCount > 0 && clearSourceCount / sampleCount >= CLEAR_SHARE;
  const placed = isOfSources
    ? ({ alignment: 'DEPROJECT', geometry: 'POLAR' } as const)
    : ({ alignment: 'NONE', geometry: 'CARTESIAN' } as const);
  const model = modelFor(sampleCount);
  return {
    preprocessing: { ...placed, size: isOfSources ? POLAR_SIZE : SIZE },
    model,
    reason: `${placementReason(look, isOfSources)} ${modelReason(model, sampleCount)}`,
  };
}

function modelFor(sampleCount: number): ModelParams {
  if (sampleCount < FEWEST_TO_COMPARE) return modelParams.parse({ kind: 'CONV' });
  const epochs = Math.round(IMAGES_TO_SEE / sampleCount);
  return modelParams.parse({
    kind: 'CONTRASTIVE',
    epochs: Math.min(Math.max(epochs, FEWEST_EPOCHS), MOST_EPOCHS),
  });
}

function placementReason({ sampleCount, clearSourceCount }: DataLook, isOfSources: boolean): string {
  const share = `${clearSourceCount} of ${sampleCount} samples`;
  return isOfSources
    ? `A clear source was measured in ${share}, so each is turned face-on and unrolled to radius and angle: where it lies, how it is turned and how it is tilted then makes no groups.`
    : `A clear source was measured in ${clearSourceCount === 0 ? `none of ${sampleCount} samples` : `only ${share}`}, so they are left as they lie.`;
}

function modelReason({ kind, epochs }: ModelParams, sampleCount: number): string {
  return kind === 'CONTRASTIVE'
    ? `A contrastive encoder describes what stays when an image is turned, scaled or dimmed; with ${sampleCount} samples it is trained for ${epochs} epochs.`
    : `${sampleCount} samples are too few to compare with one another, so a convolutional autoencoder describes each by itself.`;
}
