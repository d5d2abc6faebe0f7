import type { EncodedImagesQuery } from '../gql/graphql.ts';

type Node = Extract<NonNullable<EncodedImagesQuery['node']>, { __typename: 'Encoding' }>;
export type PlacedImage = NonNullable<Node['images']>['edges'][number]['node'];

/** Where an image falls, in a line. */
export function imageLine({
  name,
  isFartherThanMembers,
  place,
  neighbours,
  errorShare,
}: PlacedImage): string {
  const mark = isFartherThanMembers ? '!' : ' ';
  const near = neighbours.map(({ sample }) => `#${sample.index}`).join(' ');
  const error =
    errorShare == null
      ? ''
      : ` Reconstructed worse than ${Math.round(errorShare * 100)} % of those trained on.`;
  return `${mark} ${name}  ${place}  Nearest: ${near}.${error}`;
}
