'use client';

import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import type { ReviewAnswer } from '../../../gql/graphql.ts';
import { ANSWER_REVIEW, type ShownReview } from './reviewDocuments.ts';

/** A review's items with what was answered just now; `onWhole` when all have an answer and all answers are kept. */
export function useBlindAnswers(review: ShownReview, onWhole: () => void) {
  const [, send] = useMutation(ANSWER_REVIEW);
  // By sample: shown before they are kept.
  const [given, setGiven] = useState<ReadonlyMap<string, ReviewAnswer | null>>(new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const items = review.items.map((item) => ({ ...item, answer: given.get(item.sample.id) ?? item.answer }));
  // By keys the next answer is given before the one before is kept.
  const underWay = useRef(0);
  const latest = useRef(items);
  latest.current = items;

  const answer = async (place: number, value: ReviewAnswer) => {
    const item = items[place];
    if (!item) return;
    const { id: sampleId } = item.sample;
    setGiven((before) => new Map(before).set(sampleId, value));
    underWay.current += 1;
    const { data, error } = await send({ input: { reviewId: review.id, sampleId, answer: value } });
    const found = error?.message ?? data?.answerReview.problems[0]?.message ?? null;
    underWay.current -= 1;
    setProblem(found);
    if (found !== null) setGiven((before) => new Map([...before].filter(([id]) => id !== sampleId)));
    else if (underWay.current === 0 && latest.current.every((one) => one.answer)) onWhole();
  };
  return { items, problem, answer: (place: number, value: ReviewAnswer) => void answer(place, value) };
}
