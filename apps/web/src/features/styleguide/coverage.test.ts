import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const HERE = import.meta.dirname;
const UI = join(HERE, '../../ui');

test('every component of the design system is on the page of components', () => {
  const sources = readdirSync(HERE)
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => readFileSync(join(HERE, name), 'utf8'))
    .join('\n');
  const components = readdirSync(UI).filter((name) => name.endsWith('.tsx'));
  expect(components.length).toBeGreaterThan(15);
  expect(components.filter((name) => !sources.includes(`'../../ui/${name}'`))).toEqual([]);
});
