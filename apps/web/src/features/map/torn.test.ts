import { expect, test } from 'vitest';
import { pointTrustText, tornPoints } from './torn.ts';

const trust = {
  trustworthiness: Float32Array.of(0.95, 0.7, 0.92, Number.NaN),
  continuity: Float32Array.of(0.91, 0.9, 0.2, 0.95),
  kept: Float32Array.of(12, 1, 3, 0),
  neighbourCount: 15,
};

test('a point is torn where much of its neighbourhood is lost in either direction', () => {
  expect(tornPoints(trust)).toEqual([false, true, true, false]);
  expect(tornPoints({ ...trust, continuity: null })).toEqual([false, true, false, false]);
  expect(tornPoints({ ...trust, continuity: null, trustworthiness: null })).toBeNull();
});

test('says how many neighbours a point keeps, or else its scores, or nothing', () => {
  expect(pointTrustText(trust, 2)).toBe(
    '3 of its 15 nearest neighbours on this map are its neighbours in latent space',
  );
  expect(pointTrustText(trust, 1)).toMatch(/^1 of its 15 .* is its neighbour in/);
  expect(pointTrustText({ ...trust, kept: null }, 1)).toBe('its place: trustworthiness .70, continuity .90');
  expect(
    pointTrustText({ trustworthiness: null, continuity: null, kept: null, neighbourCount: 15 }, 1),
  ).toBeNull();
});
