import { experimentNumberOf } from '../experiments/experimentAddress.ts';

const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** What has every word of the text in its name; first what begins with the text, else in the order given. */
export function named<Item>(items: readonly Item[], text: string, nameOf: (item: Item) => string): Item[] {
  const words = wordsOf(text);
  const found = items.filter((item) => words.every((word) => nameOf(item).toLowerCase().includes(word)));
  const begins = (item: Item) => nameOf(item).toLowerCase().startsWith(text.trim().toLowerCase());
  return [...found.filter(begins), ...found.filter((item) => !begins(item))];
}

/** The experiment that E-42, e42 or 42 means; null where the text names none. */
export const experimentMeant = (text: string): number | null =>
  experimentNumberOf(text.trim().replace(/^e?-?(?=\d)/i, 'E-'));

/** The ID number of a sample that #17 or 17 means; null where the text names none. */
export function sampleMeant(text: string): number | null {
  const [, digits] = /^#?(\d{1,9})$/.exec(text.trim()) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** The data set whose page, or one of whose samples', is at this path of the site; null elsewhere. */
export function datasetAt(path: string): string | null {
  const [, id] = /^\/w\/[^/]+\/data\/([^/]+)/.exec(path) ?? [];
  return id === undefined ? null : decodeURIComponent(id);
}

/** Why a list is empty: samples are found by their number on the pages of their data set alone. */
export const nothingFound = (text: string): string =>
  text.trim().startsWith('#') && sampleMeant(text) !== null
    ? `${text.trim()} is found where its data set is open: go to Data first`
    : `Nothing is called “${text}”`;
