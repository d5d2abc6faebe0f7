import { expect, test } from 'vitest';
import { accuracySentence, agreementSentence, agreementWord } from './agreementWords.ts';

test('kappa in words, as Landis & Koch have them', () => {
  expect([-0.2, 0, 0.1, 0.2, 0.21, 0.5, 0.8, 0.81, 1].map(agreementWord)).toEqual([
    'no better than by chance',
    'no better than by chance',
    'hardly better than by chance',
    'hardly better than by chance',
    'fairly',
    'moderately',
    'substantially',
    'almost perfectly',
    'almost perfectly',
  ]);
});

test('agreement with its interval, or why there is none', () => {
  const figures = { reviewers: 3, kappa: 0.612, kappaLow: 0.41, kappaHigh: 0.8123 };
  expect(agreementSentence(figures)).toBe(
    'The 3 reviewers agree substantially: Fleiss’ kappa .612, with 95 % confidence between .410 and .812.',
  );
  expect(agreementSentence({ reviewers: 1, kappaMissing: 'ONE_RATER' })).toMatch(/once two have answered/);
  expect(agreementSentence({ reviewers: 2, kappaMissing: 'ONE_CATEGORY' })).toMatch(/no kappa/);
  expect(agreementSentence({ reviewers: 2 })).toBeNull();
});

test('accuracy beside what chance gives', () => {
  const figures = { reviewers: 2, accuracy: 0.844, accuracyLow: 0.7, accuracyHigh: 0.95 };
  expect(accuracySentence(figures)).toBe(
    'Of the members and of the others, 84 % were told rightly, and chance gives 50 %: accuracy .844, with 95 % confidence between .700 and .950.',
  );
  expect(accuracySentence({ reviewers: 0, accuracy: null })).toBeNull();
});
