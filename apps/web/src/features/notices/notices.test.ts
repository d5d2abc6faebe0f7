import { expect, test } from 'vitest';
import { createOverFilter, noticeOf, type ToldExperiment } from './notices.ts';

const to = (path: string) => `/w/demo${path}`;
const START = new Date('2026-05-05T09:00:00.000Z');
const told = (changes: Partial<ToldExperiment> = {}): ToldExperiment => ({
  id: 'a',
  number: 42,
  name: 'conv 64',
  tags: [],
  archived: false,
  status: 'SUCCEEDED',
  startedAt: '2026-05-05T08:59:00.000Z',
  finishedAt: '2026-05-05T09:01:00.000Z',
  progress: { stage: null, fraction: 1, epoch: null, epochs: null, secondsLeft: null },
  metrics: { mse: null, silhouette: 0.553, clusterCount: 3, noiseCount: 0 },
  ...changes,
});

test('the end of a run is told once, and again of the same experiment that was run again', () => {
  const isNews = createOverFilter(START);
  expect(isNews(told({ status: 'RUNNING', finishedAt: null }))).toBe(false);
  expect(isNews(told())).toBe(true);
  expect(isNews(told())).toBe(false);
  expect(isNews(told({ finishedAt: '2026-05-05T09:05:00.000Z', status: 'FAILED' }))).toBe(true);
});

test('what ended before, and what somebody cancelled, is no news', () => {
  const isNews = createOverFilter(START);
  expect(isNews(told({ finishedAt: '2026-05-05T08:59:59.000Z' }))).toBe(false);
  expect(isNews(told({ status: 'CANCELLED' }))).toBe(false);
});

test('one is told with what came of it, several by their number', () => {
  expect(noticeOf([], to)).toBeNull();
  expect(noticeOf([told()], to)).toEqual({
    title: 'E-42 is done',
    text: 'conv 64, 3 clusters, silhouette .553',
    path: '/w/demo/experiments/E-42',
  });
  const failed = told({ id: 'b', status: 'FAILED', metrics: null });
  expect(noticeOf([failed], to)).toMatchObject({ title: 'E-42 failed', text: 'conv 64' });
  expect(noticeOf([told(), told()], to)).toMatchObject({ text: 'all done' });
  expect(noticeOf([told(), failed, told()], to)).toEqual({
    title: '3 experiments are over',
    text: '2 done, 1 failed',
    path: '/w/demo/experiments',
  });
});
