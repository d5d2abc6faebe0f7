'use client';

import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReviewAnswer } from '../../../gql/graphql.ts';
import { formatCount, sampleId } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { ServedImage } from '../../../ui/ServedImage.tsx';
import classes from './Review.module.css';
import { ReviewResult } from './ReviewResult.tsx';
import type { ShownReview } from './reviewDocuments.ts';
import { answeredCount, misjudged } from './reviewProgress.ts';

interface FinishedReviewProps {
  review: ShownReview;
  /** Whether others may still answer. */
  isOpen: boolean;
}

/** What came of a review for somebody who may know it: the figures, and where their own answers were wrong. */
export function FinishedReview({ review, isOpen }: FinishedReviewProps) {
  const { items, status } = review;
  const own = answeredCount(items);
  const wrong = misjudged(items);
  if (isOpen)
    return (
      <Panel title="Still open">
        Those who may write answer it; what comes of it is shown when it is closed.
      </Panel>
    );
  return (
    <div className={classes.finished}>
      <Panel
        title="What came of it"
        say={
          status === 'OPEN'
            ? `You have answered all. ${reviewers(review.reviewers)} so far; it counts when it is closed.`
            : `${reviewers(review.reviewers)}.`
        }
      >
        <ReviewResult review={review} />
      </Panel>
      {own > 0 && (
        <Panel title="Your answers" say={ownSentence(own, items.length, wrong.length)}>
          <ul className={classes.judged} aria-label="Pictures that you answered otherwise">
            {wrong.map(({ sample, answer, isMember }) => (
              <li key={sample.id}>
                <ServedImage src={sample.thumbnailUrl} alt="" loading="lazy" />
                <span className="number">{sampleId(sample.index)}</span>
                <span className={classes.truth}>
                  {isMember ? <IconCheck size={14} aria-hidden /> : <IconX size={14} aria-hidden />}
                  {isMember ? 'belongs' : 'does not'}
                </span>
                <span className={classes.faint}>you: {YOU_SAID[answer]}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

const YOU_SAID: Readonly<Record<ReviewAnswer, string>> = {
  BELONGS: 'belongs',
  DOES_NOT: 'does not',
  UNSURE: 'unsure',
};

const reviewers = (count: number): string =>
  count === 1 ? 'One person has answered' : `${formatCount(count)} people have answered`;

function ownSentence(answered: number, total: number, wrong: number): string {
  const all = answered === total ? '' : ` of ${total}`;
  if (wrong === 0) return `You answered ${answered}${all}, all rightly.`;
  return `You answered ${answered}${all}, ${answered - wrong} of them rightly. These were otherwise:`;
}
