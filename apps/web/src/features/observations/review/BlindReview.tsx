'use client';

import { useState } from 'react';
import type { ReviewAnswer } from '../../../gql/graphql.ts';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { ServedImage } from '../../../ui/ServedImage.tsx';
import { useKeys } from '../../keys/useKeys.ts';
import { ANSWERS, REVIEW_KEYS } from './answers.ts';
import { BlindItem } from './BlindItem.tsx';
import { PlaceDots } from './PlaceDots.tsx';
import classes from './Review.module.css';
import { answeredCount, nextUnanswered } from './reviewProgress.ts';

export interface BlindSample {
  id: string;
  thumbnailUrl: string;
}

interface BlindReviewProps {
  items: readonly { sample: BlindSample; answer?: ReviewAnswer | null }[];
  onAnswer: (place: number, answer: ReviewAnswer) => void;
  /** Members that are known to be some, and none of the items. */
  examples: readonly BlindSample[];
}

/** One picture after another, answered by keys or buttons. Answers may be changed until all are given. */
export function BlindReview({ items, onAnswer, examples }: BlindReviewProps) {
  const [place, setPlace] = useState(() => nextUnanswered(items, -1) ?? 0);
  const item = items[place];
  const answer = (value: ReviewAnswer) => {
    onAnswer(place, value);
    const answered = items.map((one, i) => (i === place ? { answer: value } : one));
    setPlace(nextUnanswered(answered, place) ?? place);
  };
  const go = (by: number) => setPlace(Math.min(items.length - 1, Math.max(0, place + by)));
  useKeys('Blind review', REVIEW_KEYS, {
    ...Object.fromEntries(ANSWERS.map(({ key, answer: value }) => [key, () => answer(value)])),
    ArrowLeft: () => go(-1),
    ArrowRight: () => go(1),
  });
  if (!item) return null;
  const done = answeredCount(items);
  return (
    <div className={classes.review}>
      <BlindItem item={item} place={place} total={items.length} onAnswer={answer} />
      <div className={classes.aside}>
        <div>
          <h2 className={classes.small}>
            {done} of {items.length} answered
          </h2>
          <ProgressBar fraction={done / items.length} label="Answered" />
        </div>
        <PlaceDots items={items} place={place} onPlace={setPlace} />
        <Examples examples={examples} />
      </div>
    </div>
  );
}

function Examples({ examples }: { examples: readonly BlindSample[] }) {
  if (examples.length === 0) return null;
  return (
    <section aria-label="Members of the cluster">
      <h2 className={classes.small}>Members of the cluster</h2>
      <p className={classes.faint}>They are in it for certain, and none of them is asked about.</p>
      <ul className={classes.examples}>
        {examples.map(({ id, thumbnailUrl }) => (
          <li key={id}>
            <ServedImage src={thumbnailUrl} alt="A member" />
          </li>
        ))}
      </ul>
    </section>
  );
}
