import { drawOrientation, orient } from '../augment/orient.ts';
import { createViewMaker } from '../augment/views.ts';
import type { Values } from '../graph/backend.ts';
import type { ImageSpec, Model } from '../models/model.ts';
import type { ModelParams } from '../params/index.ts';
import type { Random } from '../random/random.ts';
import type { SampleValues } from './imageBatch.ts';

/** What is fed for samples that were read. */
export interface StepFeeds {
  /** Images as training sees them: turned and flipped where that is asked for, with noise drawn, or as two views. */
  forTraining(samples: SampleValues, random: Random, weightNow: number): Values;
  /** Two views of each. */
  views(samples: SampleValues, random: Random): Values;
}

/** Everything random is drawn from the generator that is given, in the order of the samples. */
export function createStepFeeds(
  { draws, takesViews, klWeight }: Model,
  { kind, params }: ModelParams,
  { size, channels, geometry }: ImageSpec,
): StepFeeds {
  const stride = size * size * channels;
  const makeView = kind === 'CONTRASTIVE' ? createViewMaker(size, params, geometry) : null;

  const views = ({ images }: SampleValues, random: Random): Values => {
    const made = [new Float32Array(images.length), new Float32Array(images.length)] as const;
    for (let at = 0; at < images.length; at += stride)
      for (const view of made)
        makeView?.(images.subarray(at, at + stride), view.subarray(at, at + stride), random);
    return { images: made[0], otherImages: made[1] };
  };

  const turned = (samples: SampleValues, random: Random): Values => {
    const entries = Object.entries(samples).map(
      ([name, all]) => [name, all, new Float32Array(all.length)] as const,
    );
    for (let at = 0; at < samples.images.length; at += stride) {
      const orientation = drawOrientation(random, size, geometry);
      for (const [, from, to] of entries)
        orient(from.subarray(at, at + stride), to.subarray(at, at + stride), size, orientation, geometry);
    }
    return Object.fromEntries(entries.map(([name, , to]) => [name, to]));
  };

  const drawn = (count: number, random: Random): Values =>
    Object.fromEntries(
      draws.map(({ name, perSample, distribution }) => {
        const draw =
          distribution === 'NORMAL'
            ? () => random.normal()
            : () => (random.next() < distribution.keep ? 1 : 0);
        return [name, Float32Array.from({ length: count * perSample }, draw)];
      }),
    );

  return {
    views,
    forTraining(samples, random, weightNow) {
      if (takesViews) return views(samples, random);
      const images = 'augment' in params && params.augment ? turned(samples, random) : samples;
      return {
        ...images,
        ...drawn(samples.images.length / stride, random),
        ...(klWeight === null ? {} : { klWeight: Float32Array.of(weightNow) }),
      };
    },
  };
}
