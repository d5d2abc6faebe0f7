import { IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react';
import type { ReviewAnswer } from '../../../gql/graphql.ts';
import type { KeyLine } from '../../keys/KeysProvider.tsx';

/** What a reviewer may say of a sample, with the key that says it. */
export const ANSWERS = [
  { answer: 'BELONGS', name: 'Belongs', key: '1', Icon: IconCheck },
  { answer: 'DOES_NOT', name: 'Does not', key: '2', Icon: IconX },
  { answer: 'UNSURE', name: 'Unsure', key: '3', Icon: IconQuestionMark },
] as const satisfies readonly { answer: ReviewAnswer; name: string; key: string; Icon: unknown }[];

/** As the list of keys has them. */
export const REVIEW_KEYS: readonly KeyLine[] = [
  ...ANSWERS.map(({ key, name }) => [[key], name.toLowerCase()] as const),
  [['←', '→'], 'the picture before, the next one'],
];
