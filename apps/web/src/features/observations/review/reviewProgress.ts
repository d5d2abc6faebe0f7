import type { ReviewAnswer } from '../../../gql/graphql.ts';

export interface AnsweredItem {
  answer?: ReviewAnswer | null;
}

/** Where the reviewer goes on: the next item without an answer, after the given place and then from the start; null when all have one. */
export function nextUnanswered(items: readonly AnsweredItem[], place: number): number | null {
  const isOpen = ({ answer }: AnsweredItem) => !answer;
  const after = items.findIndex((item, i) => i > place && isOpen(item));
  if (after >= 0) return after;
  const first = items.findIndex(isOpen);
  return first >= 0 ? first : null;
}

export const answeredCount = (items: readonly AnsweredItem[]): number =>
  items.filter(({ answer }) => answer).length;

/** Items whose answer is not what the clustering says; unsure is not right. None while that may not be known. */
export function misjudged<Item extends AnsweredItem & { isMember?: boolean | null }>(
  items: readonly Item[],
): (Item & { answer: ReviewAnswer })[] {
  return items.flatMap((item) => {
    const { answer, isMember } = item;
    if (!answer || isMember == null) return [];
    return answer === (isMember ? 'BELONGS' : 'DOES_NOT') ? [] : [{ ...item, answer }];
  });
}
