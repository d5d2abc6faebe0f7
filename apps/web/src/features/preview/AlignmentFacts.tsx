import type { AlignmentFieldsFragment } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { Facts } from '../../ui/Facts.tsx';
import { formatNumber } from '../../ui/format.ts';

export const ALIGNMENT_FIELDS = graphql(`
  fragment AlignmentFields on SampleAlignment {
    x
    y
    angleDegrees
    axisRatio
    tiltDegrees
    radius
    quality
    channel
  }
`);

export type Alignment = AlignmentFieldsFragment;

/** Below this the isophotes disagree, or the source hardly stands out. */
const GOOD_QUALITY = 0.5;

const qualityWords = (quality: number): string =>
  `${formatNumber(quality, 2)}, ${quality >= GOOD_QUALITY ? 'the isophotes agree' : 'with reserve: faint, cut, or not an ellipse'}`;

/** A sample's source in numbers; a line that says so where none could be measured. */
export function AlignmentFacts({ alignment }: { alignment: Alignment | null | undefined }) {
  if (!alignment) return <p>No source could be measured: alignment leaves this sample as it is.</p>;
  const { x, y, angleDegrees, axisRatio, tiltDegrees, radius, quality, channel } = alignment;
  return (
    <Facts
      facts={[
        ['middle', `${x.toFixed(1)}, ${y.toFixed(1)} px`],
        ['long axis', `${angleDegrees.toFixed(1)}° from +x`],
        ['axis ratio', formatNumber(axisRatio)],
        ['tilt', `${tiltDegrees.toFixed(1)}°`],
        ['radius', `${formatNumber(radius)} px`],
        ['quality', qualityWords(quality)],
        ['measured in', `channel ${channel}`],
      ]}
    />
  );
}
