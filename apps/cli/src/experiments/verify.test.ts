import { expect, test } from 'vitest';
import { type Verification, verificationLines } from './verify.ts';

const verification: Verification = {
  status: 'SUCCEEDED',
  identical: true,
  labelAgreement: 1,
  largestLatentDifference: 0,
  differences: [],
  environment: {},
  startedAt: null,
  finishedAt: null,
  stages: [],
  failure: null,
  progress: { stage: null, fraction: 1, epoch: null, epochs: null },
};

test.each<[Partial<Verification>, string[]]>([
  [{ status: 'QUEUED', identical: null }, ['E-7: waiting for a worker to verify it']],
  [
    { status: 'RUNNING', progress: { stage: 'TRAIN', fraction: 0.419, epoch: 3, epochs: 10 } },
    ['E-7: 41 %  train epoch 3 of 10'],
  ],
  [{ status: 'CANCELLED' }, ['E-7: the verification was cancelled']],
  [
    {
      status: 'FAILED',
      failure: { code: 'DIVERGED', message: 'The loss ran away.', stage: 'TRAIN', retryable: false },
    },
    ['E-7: the verification failed: The loss ran away. (DIVERGED)'],
  ],
  [{}, ['E-7: identical, every stage gave the same bytes']],
  [
    {
      identical: false,
      labelAgreement: 0.97999,
      largestLatentDifference: 3.00001e-4,
      differences: ['Trained with 2 threads then, 4 now.'],
    },
    [
      'E-7: not identical; labels agree to ARI 0.98, latents differ by at most 0.0003',
      'Trained with 2 threads then, 4 now.',
    ],
  ],
  [
    { identical: false, labelAgreement: 1, largestLatentDifference: null },
    ['E-7: not identical; labels agree to ARI 1, latents differ by at most unknown'],
  ],
])('%#: %j in words', (state, lines) => {
  expect(verificationLines(7, { ...verification, ...state })).toEqual(lines);
});
