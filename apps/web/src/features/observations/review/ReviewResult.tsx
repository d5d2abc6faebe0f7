import { accuracySentence, agreementSentence, type ReviewFigures } from './agreementWords.ts';
import { IntervalBar } from './IntervalBar.tsx';
import classes from './Review.module.css';

/** What came of a review, in words and on their ranges. */
export function ReviewResult({ review }: { review: ReviewFigures }) {
  const { kappa, kappaLow, kappaHigh, accuracy, accuracyLow, accuracyHigh } = review;
  const agreement = agreementSentence(review);
  return (
    <div className={classes.result}>
      <p>
        {accuracySentence(review) ??
          'Members or others were not answered, so nothing is known of telling them apart.'}
      </p>
      {accuracy != null && (
        <IntervalBar
          name="Accuracy"
          value={accuracy}
          interval={[accuracyLow ?? accuracy, accuracyHigh ?? accuracy]}
          range={[0, 1]}
          chance={0.5}
        />
      )}
      {agreement && <p>{agreement}</p>}
      {kappa != null && (
        <IntervalBar
          name="Fleiss’ kappa"
          value={kappa}
          interval={[kappaLow ?? kappa, kappaHigh ?? kappa]}
          range={[-1, 1]}
          chance={0}
        />
      )}
    </div>
  );
}
