import { COLOR_MAPS } from '@asterism/fits';
import { inkOn } from './inkOn.ts';

/** The colour of a score's place between the worst, 0, and the best, 1, on cividis (Nuñez, Anderton & Renslow 2018). */
export const scoreColor = (place: number): string => `rgb(${channelsAt(place).join(' ')})`;

/** What is written on such a colour. */
export const inkOnScore = (place: number): string => inkOn(channelsAt(place));

function channelsAt(place: number): number[] {
  const level = Math.round(Math.min(Math.max(place, 0), 1) * 255);
  return Array.from(COLOR_MAPS.cividis.subarray(level * 3, level * 3 + 3));
}
