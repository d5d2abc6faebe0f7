import type { ReviewItem, ReviewItemAnswer } from '@asterism/db';
import { type Accuracy, balancedAccuracy, fleissKappa, type Kappa } from '@asterism/ml/compare';

/** What came of a review. */
export interface ReviewResult {
  reviewers: number;
  agreement: Kappa;
  /** Null where no member or no stranger was answered. */
  accuracy: Accuracy | null;
}

/** Whether people can tell a cluster's members from others. */
export interface Verdict {
  /** Null where the answers say nothing of it. */
  isToldApart: boolean | null;
  sentence: string;
}

type Item = Pick<ReviewItem, 'position' | 'isMember'>;
type Answer = Pick<ReviewItemAnswer, 'position' | 'userId' | 'answer'>;

const ANSWERS = ['BELONGS', 'DOES_NOT', 'UNSURE'] as const;
const CHANCE = 0.5;

/** From all answers so far: docs/algorithms/blind-review.md. */
export function reviewResult(items: readonly Item[], answers: readonly Answer[]): ReviewResult {
  const answered = items.map(({ position, isMember }) => {
    const own = answers.filter((answer) => answer.position === position);
    return { isMember, counts: ANSWERS.map((kind) => own.filter(({ answer }) => answer === kind).length) };
  });
  const scores = (ofMembers: boolean) =>
    answered.flatMap(({ isMember, counts: [belongs = 0, doesNot = 0, unsure = 0] }) => {
      const all = belongs + doesNot + unsure;
      if (isMember !== ofMembers || all === 0) return [];
      // Unsure counts as a coin would: a half.
      return [((isMember ? belongs : doesNot) + unsure / 2) / all];
    });
  return {
    reviewers: new Set(answers.map(({ userId }) => userId)).size,
    agreement: fleissKappa({ counts: answered.flatMap(({ counts }) => counts), categories: ANSWERS.length }),
    accuracy: balancedAccuracy(scores(true), scores(false)),
  };
}

/** Not told apart: accuracy's interval reaches chance, or that of kappa reaches 0. */
export function verdictOf({ reviewers, agreement, accuracy }: ReviewResult): Verdict {
  const people = reviewers === 1 ? 'One reviewer' : `${reviewers} reviewers`;
  if (!accuracy)
    return {
      isToldApart: null,
      sentence: `${people} answered for members or for others alone, which says nothing of telling them apart.`,
    };
  const right = `accuracy ${range(accuracy.value, accuracy.low, accuracy.high)}, where chance is 0.5`;
  if (accuracy.low <= CHANCE)
    return {
      isToldApart: false,
      sentence: `${people} could not tell the members of this cluster from others better than chance: ${right}.`,
    };
  if (agreement.kappa !== null && agreement.low <= 0)
    return {
      isToldApart: false,
      sentence: `${people} did not agree on who belongs to this cluster more than chance would: kappa ${range(agreement.kappa, agreement.low, agreement.high)}.`,
    };
  return {
    isToldApart: true,
    sentence: `${people} could tell the members of this cluster from others: ${right}.`,
  };
}

const range = (value: number, low: number, high: number) =>
  `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
