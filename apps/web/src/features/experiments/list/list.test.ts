import { describe, expect, test } from 'vitest';
import { columnChoiceOf, columnText, movedColumn, pinnedUpTo, toggledColumn } from './columnChoice.ts';
import { filterOfWords, isUnfinished, suggestionsFor, withSuggestion } from './filterWords.ts';
import { missingPage, outOfDate, PAGE, withPage } from './readPages.ts';
import { itemAt, itemCount, type Stretch, spansBetween } from './rows.ts';
import { orderedBy, ordersOf } from './sorting.ts';

describe('words of a filter', () => {
  test('become what the API asks for; others are searched for', () => {
    expect(filterOfWords('model:conv,vae silhouette>=.4 tag:"a gap" clusters=3 wide "two words"')).toEqual({
      filter: {
        archived: false,
        model: ['CONV', 'VAE'],
        tag: 'a gap',
        text: 'wide two words',
        where: [
          { field: 'metrics.silhouette', atLeast: 0.4 },
          { field: 'metrics.clusterCount', atLeast: 3, atMost: 3 },
        ],
      },
      problems: [],
    });
    expect(filterOfWords('').filter).toEqual({ archived: false });
    expect(filterOfWords('archived:any').filter).toEqual({ archived: null });
    expect(filterOfWords('normalization:PER_CHANNEL').filter.where).toEqual([
      { field: 'preprocessing.normalization', equals: 'PER_CHANNEL' },
    ]);
  });

  test('are waited for while they are being written', () => {
    for (const text of ['sil', 'silhouette>', 'model:', 'model:CON', 'wide status:RUNN'])
      expect(isUnfinished(text), text).toBe(true);
    for (const text of ['', 'silhouette>.4', 'model:CONV', 'model:CONV ', 'E-4321', 'wide gap', 'tag:gap'])
      expect(isUnfinished(text), text).toBe(false);
  });

  test('a bound without its end leaves the end out', () => {
    const [above, below] = filterOfWords('mse>.5 mse<.5').filter.where ?? [];
    expect(above?.atLeast).toBeGreaterThan(0.5);
    expect(below?.atMost).toBeLessThan(0.5);
    expect(filterOfWords('mse>0').filter.where?.[0]?.atLeast).toBeGreaterThan(0);
  });

  test.each([
    ['colour:red', 'There is no word colour'],
    ['model:CNN', 'model is one of'],
    ['silhouette>high', 'silhouette is a number'],
    ['model:', 'model: wants a value'],
    ['alignment:NONE,CENTER', 'takes one value'],
  ])('%s is said to be wrong, and the rest holds', (text, words) => {
    const { filter, problems } = filterOfWords(`${text} tag:x`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(words);
    expect(filter.tag).toBe('x');
  });

  test('what may come next is offered', () => {
    expect(suggestionsFor('mo', [])).toEqual(['model:']);
    expect(suggestionsFor('tag:x sil', [])).toEqual(['silhouette>']);
    expect(suggestionsFor('status:s', [])).toEqual(['status:SUCCEEDED']);
    expect(suggestionsFor('tag:', ['gap', 'two words'])).toEqual(['tag:gap', 'tag:"two words"']);
    expect(withSuggestion('tag:x mo', 'model:')).toBe('tag:x model:');
    expect(withSuggestion('tag:x ', 'model:CONV')).toBe('tag:x model:CONV ');
  });
});

describe('order', () => {
  test('is read from the address, unknown and repeated fields left out', () => {
    expect(ordersOf(null)).toEqual([{ field: 'CREATED_AT', direction: 'DESC' }]);
    expect(ordersOf('MSE.ASC,COLOUR.ASC,MSE.DESC,NAME.ASC')).toEqual([
      { field: 'MSE', direction: 'ASC' },
      { field: 'NAME', direction: 'ASC' },
    ]);
  });

  test('a press sorts by one column, with shift by one more, which a third press lets go', () => {
    const first = orderedBy('SILHOUETTE', ordersOf(null), false);
    expect(first).toBe('SILHOUETTE.DESC');
    expect(orderedBy('SILHOUETTE', ordersOf(first), false)).toBe('SILHOUETTE.ASC');
    const two = orderedBy('MSE', ordersOf(first), true);
    expect(two).toBe('SILHOUETTE.DESC,MSE.ASC');
    const turned = orderedBy('MSE', ordersOf(two), true);
    expect(turned).toBe('SILHOUETTE.DESC,MSE.DESC');
    expect(orderedBy('MSE', ordersOf(turned), true)).toBe('SILHOUETTE.DESC');
  });
});

describe('columns', () => {
  const usual = { shown: ['a', 'b', 'c'], widths: {}, pinned: 1 };
  const read = (text: string | null) => columnChoiceOf(text, ['a', 'b', 'c', 'd'], usual);

  test('stand in the address as they are chosen', () => {
    const choice = { shown: ['c', 'a'], widths: { a: 120 }, pinned: 1 };
    expect(columnText(choice)).toBe('1|c,a.120');
    expect(read(columnText(choice))).toEqual(choice);
    expect(read(null)).toBe(usual);
    expect(read('9|nothing')).toBe(usual);
    expect(read('9|a.9999,a,x')).toEqual({ shown: ['a'], widths: {}, pinned: 1 });
  });

  test('are moved, hidden, shown and pinned', () => {
    expect(movedColumn(usual, 'b', -1).shown).toEqual(['b', 'a', 'c']);
    expect(movedColumn(usual, 'a', -1)).toBe(usual);
    expect(toggledColumn(usual, 'a')).toEqual({ shown: ['b', 'c'], widths: {}, pinned: 0 });
    expect(toggledColumn(usual, 'd').shown).toEqual(['a', 'b', 'c', 'd']);
    expect(pinnedUpTo(usual, 'b').pinned).toBe(2);
    expect(pinnedUpTo(usual, 'a').pinned).toBe(0);
  });
});

test('rows and groups have their places, read or not', () => {
  const group = (key: string, count: number) => ({ key, name: key, count, bestSilhouette: null });
  const stretches: Stretch<string>[] = [
    {
      group: group('x', 3),
      isOpen: true,
      rows: new Map([
        [0, 'p'],
        [1, 'q'],
      ]),
      total: 3,
    },
    { group: group('y', 9), isOpen: false, rows: new Map(), total: 9 },
  ];
  expect(itemCount(stretches)).toBe(5);
  expect(itemAt(stretches, 0)).toMatchObject({ kind: 'group', group: { key: 'x' } });
  expect(itemAt(stretches, 2)).toEqual({ kind: 'row', stretch: 0, place: 1, row: 'q' });
  expect(itemAt(stretches, 3)).toEqual({ kind: 'row', stretch: 0, place: 2, row: null });
  expect(itemAt(stretches, 4)).toMatchObject({ kind: 'group', stretch: 1 });
  expect(itemAt(stretches, 5)).toBeNull();
});

describe('rows between two places', () => {
  const group = (key: string, count: number) => ({ key, name: key, count, bestSilhouette: null });
  const stretches: Stretch<string>[] = [
    { group: group('x', 3), isOpen: true, rows: new Map(), total: 3 },
    { group: group('y', 9), isOpen: false, rows: new Map(), total: 9 },
    { group: group('z', 5), isOpen: true, rows: new Map(), total: 5 },
  ];
  // x, its 3 rows, y, z, its 5 rows: the places 0 to 10.
  test('are those of open groups, whichever end is named first, read or not', () => {
    const spans = [
      { stretch: 0, first: 1, last: 2 },
      { stretch: 2, first: 0, last: 1 },
    ];
    expect(spansBetween(stretches, [2, 7], 100)).toEqual({ spans, count: 4 });
    expect(spansBetween(stretches, [7, 2], 100)).toEqual({ spans, count: 4 });
    expect(spansBetween(stretches, [4, 5], 100)).toEqual({ spans: [], count: 0 });
  });

  test('are given up to a bound, and counted beyond it', () => {
    expect(spansBetween(stretches, [0, 10], 4)).toEqual({
      spans: [
        { stretch: 0, first: 0, last: 2 },
        { stretch: 2, first: 0, last: 0 },
      ],
      count: 8,
    });
  });
});

describe('pages of a long list', () => {
  const rowsFrom = (first: number, count = PAGE) =>
    Array.from({ length: count }, (_, i) => ({ id: `${first + i}` }));
  const total = 1050;

  test('are read where somebody looks, then what is next to it', () => {
    expect(missingPage(undefined, { first: 990, last: 1020 })).toBe(9);
    const nine = withPage(undefined, 9, { rows: rowsFrom(900), total });
    expect(nine.rows.get(999)).toEqual({ id: '999' });
    expect(nine.rows.get(0)).toBeUndefined();
    expect(missingPage(nine, { first: 990, last: 1020 })).toBe(10);
    const ten = withPage(nine, 10, { rows: rowsFrom(1000, 50), total });
    expect(missingPage(ten, { first: 990, last: 1020 })).toBeNull();
    expect(missingPage(ten, { first: 920, last: 950 })).toBe(8);
    expect(missingPage(ten, { first: 5000, last: 5030 })).toBeNull();
    expect(missingPage(withPage(undefined, 0, { rows: [], total: 0 }), { first: 0, last: 0 })).toBeNull();
  });

  test('a row that moved is shown once, and the page that it left is read again', () => {
    const zero = withPage(undefined, 0, { rows: rowsFrom(0), total });
    const one = withPage(zero, 1, { rows: rowsFrom(99), total: total + 1 });
    expect([...one.rows.values()].filter(({ id }) => id === '99')).toHaveLength(1);
    expect(one.rows.get(100)).toEqual({ id: '99' });
    expect(missingPage(one, { first: 60, last: 90 })).toBe(0);
  });

  test('what is out of date is shown until it is read again', () => {
    const old = outOfDate(
      withPage(withPage(undefined, 0, { rows: rowsFrom(0), total }), 1, { rows: rowsFrom(100), total }),
    );
    expect(missingPage(old, { first: 80, last: 120 })).toBe(0);
    const again = withPage(old, 0, { rows: rowsFrom(2000), total });
    expect(again.rows.get(0)).toEqual({ id: '2000' });
    expect(again.rows.get(150)).toEqual({ id: '150' });
    expect(missingPage(again, { first: 80, last: 120 })).toBe(1);
  });

  test('what was looked at longest ago is forgotten', () => {
    let read = withPage<{ id: string }>(undefined, 0, { rows: rowsFrom(0), total: 20_000 });
    for (let page = 1; page <= 100; page++)
      read = withPage(read, page, { rows: rowsFrom(page * PAGE), total: 20_000 });
    expect(read.rows.size).toBe(100 * PAGE);
    expect(read.rows.get(0)).toBeUndefined();
    expect(read.rows.get(10_099)).toEqual({ id: '10099' });
  });
});
