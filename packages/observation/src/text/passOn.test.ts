import { expect, test } from 'vitest';
import { passOn } from '../index.ts';
import { fromMarkdown, toMarkdown } from '../markdown/index.ts';

const passage = {
  experimentNumber: 42,
  clusterName: 'cluster 2',
  indexOf: (index: number) => (index === 9 ? null : index + 1),
  missingName: (index: number) => `sample ${index} of version 1`,
};
const passedOn = (own: string, passed: string) =>
  toMarkdown(passOn(fromMarkdown(own), fromMarkdown(passed), passage)).trim();

test('the heir’s own words stay, and what is passed on follows below its heading', () => {
  expect(passedOn('Ours, see #3.', 'Rings around #17.\n\n- [ ] look at #9')).toBe(
    'Ours, see #3.\n\n## From cluster 2 of E-42\n\nRings around #18.\n\n- [ ] look at sample 9 of version 1',
  );
});

test('of an heir without words the heading is the first', () => {
  expect(passedOn('', 'Rings.')).toBe('## From cluster 2 of E-42\n\nRings.');
  expect(passedOn('***', 'Rings.')).toMatch(/^(\*\*\*|---)\n\n## From/);
});

test('samples are found wherever they stand, and everything else stays as it is', () => {
  const text =
    '> **bold** [@Ada](user:01a) and E-7\n\n| a | b |\n| --- | --- |\n| #1 | $x^2$ |\n\n`#1` is code\n\n```\n#1\n```';
  const said = passedOn('', text);
  expect(said).toContain('#2');
  expect(said.replace('#2', '#1').split('\n\n').slice(1)).toEqual(
    toMarkdown(fromMarkdown(text)).trim().split('\n\n'),
  );
});
