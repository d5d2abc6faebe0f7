import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

test.each(['CONTRIBUTING.md', 'README.md'])('every path that %s names is there', (document) => {
  const text = readFileSync(join(root, document), 'utf8');
  const named = [
    ...text.matchAll(/`((?:apps|packages|scripts|prisma|docs|examples|bench|e2e|clients)\/[\w./-]+)`/g),
  ].map(([, path]) => path);
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)\s]+)\)/g)].map(([, path]) => path.split('#')[0]);
  expect([...named, ...linked].length).toBeGreaterThan(5);
  expect(
    [...named, ...linked].filter((path) => !path.includes('NAME') && !existsSync(join(root, path))),
  ).toEqual([]);
});

test.each(['CONTRIBUTING.md', 'README.md'])('every npm command that %s names is there', (document) => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const text = readFileSync(join(root, document), 'utf8');
  const named = [...text.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:]+)/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(1);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
