import { COLOR_MAP_TABLES } from './colorMapTables.ts';

export type ColorMap = keyof typeof COLOR_MAP_TABLES;
export const COLOR_MAP_NAMES = Object.keys(COLOR_MAP_TABLES) as ColorMap[];

/** 256 times red, green, blue. */
export const COLOR_MAPS: Readonly<Record<ColorMap, Uint8Array>> = Object.fromEntries(
  Object.entries(COLOR_MAP_TABLES).map(([name, table]) => [
    name,
    Uint8Array.from(atob(table), (character) => character.charCodeAt(0)),
  ]),
) as Record<ColorMap, Uint8Array>;
