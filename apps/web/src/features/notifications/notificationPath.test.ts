import { expect, test } from 'vitest';
import { notificationPath } from './notificationPath.ts';

const workspace = { slug: 'discs' };

test('each subject is shown by its own page', () => {
  const experiment = { id: 'e', number: 42 };
  expect(
    notificationPath({ workspace, subject: { __typename: 'Cluster', id: 'c', label: -1, experiment } }),
  ).toBe('/w/discs/experiments/E-42/clusters/-1#observation');
  expect(notificationPath({ workspace, subject: { __typename: 'Experiment', ...experiment } })).toBe(
    '/w/discs/experiments/E-42#observation',
  );
  expect(notificationPath({ workspace, subject: { __typename: 'Study', id: 'U3R1ZHk6MQ==' } })).toBe(
    '/w/discs/studies/U3R1ZHk6MQ%3D%3D#step-9',
  );
  const comparison = { __typename: 'Comparison' as const, id: 'x', state: null, experiments: [experiment] };
  expect(notificationPath({ workspace, subject: comparison })).toMatch(
    /^\/w\/discs\/compare\?.*comparison=x#observation$/,
  );
});

test('what is gone, and what has no page, leads nowhere', () => {
  expect(notificationPath({ workspace, subject: null })).toBeNull();
  expect(notificationPath({ workspace, subject: { __typename: 'User', id: 'u' } })).toBeNull();
});
