import type { Coloring, Histogram, LevelRule, Limits, ValueScale } from '@asterism/fits';
import { coloringOf, differenceLimits, differenceOf, levelRule } from './channelDisplay.ts';
import { isSameSize } from './renderer/planeView.ts';
import type { Pyramid } from './renderer/pyramid.ts';
import type { Look, ViewerState } from './viewerState.ts';

/** A channel that is there, with how it is drawn. */
export interface DrawnChannel {
  plane: Pyramid;
  /** Null where no value is finite. */
  limits: Limits | null;
  rule: LevelRule;
  coloring: Coloring;
}

/** A channel's values as they are spread. */
export interface Spread {
  scale: ValueScale;
  histogram: Histogram;
}

export function drawChannel(plane: Pyramid, limits: Limits | null, look: Look): DrawnChannel {
  const rule = levelRule(limits, look, plane.plane.data);
  return { plane, limits, rule, coloring: coloringOf(rule, look) };
}

/** A difference: the first plane and what is taken from it. */
export interface DrawnDifference extends DrawnChannel {
  subtrahend: Pyramid;
}

/** Null where the two are of different sizes. */
export function drawDifference(a: Pyramid, b: Pyramid, state: ViewerState): DrawnDifference | null {
  if (!isSameSize(a.plane, b.plane)) return null;
  const limits = differenceLimits(differenceOf(a.plane.data, b.plane.data), state.limits);
  const rule: LevelRule = {
    ...(limits ?? { lower: 0, upper: 0 }),
    stretch: state.stretch === 'HISTOGRAM' ? 'LINEAR' : state.stretch,
    isSymmetric: true,
  };
  // White at zero is what the map is for: the colours of the channels do not apply.
  const coloring = coloringOf(rule, { ...state, colorMap: 'difference' });
  return { plane: a, subtrahend: b, limits, rule, coloring };
}
