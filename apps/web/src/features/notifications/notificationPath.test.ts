import { expect, test } from 'vitest';
import { namedComment } from '../observations/anchor.ts';
import { notificationPath } from './notificationPath.ts';

const workspace = { slug: 'discs' };

test('each subject is shown by its own page', () => {
  const experiment = { id: 'e', number: 42 };
  expect(
    notificationPath({
      workspace,
      comment: null,
      subject: { __typename: 'Cluster', id: 'c', label: -1, experiment },
    }),
  ).toBe('/w/discs/experiments/E-42/clusters/-1#observation');
  expect(
    notificationPath({ workspace, comment: null, subject: { __typename: 'Experiment', ...experiment } }),
  ).toBe('/w/discs/experiments/E-42#observation');
  expect(
    notificationPath({ workspace, comment: null, subject: { __typename: 'Study', id: 'U3R1ZHk6MQ==' } }),
  ).toBe('/w/discs/studies/U3R1ZHk6MQ%3D%3D#step-9');
  const comparison = { __typename: 'Comparison' as const, id: 'x', state: null, experiments: [experiment] };
  expect(notificationPath({ workspace, comment: null, subject: comparison })).toMatch(
    /^\/w\/discs\/compare\?.*comparison=x#observation$/,
  );
});

test('a comment is shown where it stands', () => {
  const subject = { __typename: 'Experiment' as const, id: 'e', number: 42 };
  expect(notificationPath({ workspace, comment: { id: 'Q29t=' }, subject })).toBe(
    '/w/discs/experiments/E-42#comment-Q29t=',
  );
  expect(namedComment('#comment-Q29t=')).toBe('Q29t=');
  expect(namedComment('#observation')).toBeNull();
});

test('what is gone, and what has no page, leads nowhere', () => {
  expect(notificationPath({ workspace, comment: null, subject: null })).toBeNull();
  expect(notificationPath({ workspace, comment: null, subject: { __typename: 'User', id: 'u' } })).toBeNull();
});
