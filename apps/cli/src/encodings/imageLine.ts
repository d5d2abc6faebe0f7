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
  return `${mark} ${name}  ${place}  Nearest: ${near}.${errorWords(errorShare)}`;
}

function errorWords(share: number | null | undefined): string {
  if (share == null) return '';
  const others = share >= 1 ? 'every sample' : `${Math.floor(share * 100)} % of the samples`;
  return ` Reconstructed worse than ${others} trained on.`;
}
