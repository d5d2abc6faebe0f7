import { expect, test } from 'vitest';
import { DEFAULT_STATE, parseState, type ViewerState, writeState } from './viewerState.ts';

const state: ViewerState = {
  stretch: 'LOG',
  colorMap: 'gray',
  isInverted: true,
  nanColor: '#00ff7f',
  limits: 'ZSCALE',
  hand: [null, { lower: -1.5e-7, upper: 20 }],
  isShared: true,
  viewport: { scale: 4, centerX: 12.5, centerY: 3.25 },
  solo: 2,
  compare: { mode: 'DIFFERENCE', channel: 0, other: { sampleIndex: 17, channel: 5 } },
};

test('what is written into an address is read from it; what else is there stays', () => {
  const search = writeState(new URLSearchParams('version=3&only=1'), state);
  expect(parseState(search, 4)).toEqual(state);
  expect(search.get('version')).toBe('3');
});

test('defaults leave the address as it is', () => {
  expect(writeState(new URLSearchParams('version=3'), DEFAULT_STATE).toString()).toBe('version=3');
  expect(parseState(new URLSearchParams(), 4)).toEqual({ ...DEFAULT_STATE, hand: [null] });
});

test('what makes no sense takes the default', () => {
  const search = new URLSearchParams(
    'stretch=X&colors=pink&nan=red&limits=12&range=a~b&view=0_1_2&only=4&compare=blink_0_x_1',
  );
  expect(parseState(search, 4)).toEqual({ ...DEFAULT_STATE, hand: [null] });
});
