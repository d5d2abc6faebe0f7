import { parsePattern } from './namePattern.ts';

/** How files are to be read, as they are typed. */
export interface ImportOptions {
  /** Several, separated by commas: their planes together are the channels. */
  hdu: string;
  planes: string;
  channelAxis: string;
  isGrouped: boolean;
  groupBy: string;
}

export const USUAL_OPTIONS: ImportOptions = {
  hdu: '',
  planes: '',
  channelAxis: '',
  isGrouped: false,
  groupBy: '{sample}_{channel}.fits',
};

/** The options as addFiles takes them. */
export interface ImportWish {
  hdu?: number;
  hdus?: number[];
  planes?: number[];
  channelAxis?: number;
  groupBy?: string;
}

export type OptionProblems = Partial<Record<keyof ImportOptions, string>>;

/** Reads what was typed; what cannot be read is named, by field. */
export function readOptions(options: ImportOptions): { wish: ImportWish; problems: OptionProblems } {
  const problems: OptionProblems = {};
  const wish: ImportWish = {};
  const hdus = numbersOf(options.hdu);
  if (!hdus) problems.hdu = 'Numbers from 0, separated by commas.';
  else if (hdus.length === 1) wish.hdu = hdus[0]!;
  else if (hdus.length > 1) wish.hdus = hdus;
  const planes = numbersOf(options.planes);
  if (!planes) problems.planes = 'Numbers from 0, separated by commas; 0-3 for a range.';
  else if (planes.length > 0) wish.planes = planes;
  const axes = numbersOf(options.channelAxis);
  if (!axes || axes.length > 1) problems.channelAxis = 'One number from 0, the slowest axis first.';
  else if (axes.length === 1) wish.channelAxis = axes[0]!;
  if (options.isGrouped) {
    const pattern = parsePattern(options.groupBy);
    if (typeof pattern === 'string') problems.groupBy = pattern;
    else wish.groupBy = options.groupBy;
  }
  return { wish, problems };
}

// As many as addFiles takes.
const MOST = 4096;

/** `0, 2-4` as 0, 2, 3, 4; null where it cannot be read. */
function numbersOf(text: string): number[] | null {
  const numbers: number[] = [];
  for (const part of text.split(',').map((piece) => piece.trim())) {
    if (part === '') continue;
    const found = /^(\d{1,6})(?:\s*-\s*(\d{1,6}))?$/.exec(part);
    if (!found) return null;
    const from = Number(found[1]);
    const to = Number(found[2] ?? found[1]);
    if (to < from || numbers.length + to - from >= MOST) return null;
    for (let number = from; number <= to; number++) numbers.push(number);
  }
  return numbers;
}
