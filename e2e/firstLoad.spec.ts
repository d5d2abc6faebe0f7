import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { NOWHERE, pathOf, ROUTES } from './routes.ts';
import { readRunFile } from './stack.ts';

// What a browser must have before it can show the page. What comes after (charts, the palette, GraphiQL) is
// asked for by the page itself.
const MOST_BYTES = 300_000;

// noModule: read by browsers that know no modules, which Asterism does not run in.
const SCRIPT = /<script\b(?![^>]*\bnomodule\b)[^>]*\ssrc="([^"]+)"/gi;

test('no page loads more than 300 KB of JavaScript, gzipped, before it is shown', async () => {
  const { web, token } = readRunFile();
  const sizes = new Map<string, number>();
  const sizeOf = async (address: string): Promise<number> => {
    const known = sizes.get(address);
    if (known !== undefined) return known;
    const response = await fetch(new URL(address, web));
    expect(response.ok, address).toBe(true);
    const size = gzipSync(new Uint8Array(await response.arrayBuffer())).byteLength;
    sizes.set(address, size);
    return size;
  };
  const tooLarge: string[] = [];
  for (const route of [...ROUTES, NOWHERE]) {
    const path = pathOf(route, 'demo', {});
    const response = await fetch(new URL(path, web), { headers: { authorization: `Bearer ${token}` } });
    const html = await response.text();
    const scripts = [...new Set([...html.matchAll(SCRIPT)].map((match) => match[1] ?? ''))];
    expect(scripts.length, route).toBeGreaterThan(5);
    const bytes = (await Promise.all(scripts.map(sizeOf))).reduce((sum, size) => sum + size, 0);
    test.info().annotations.push({ type: route, description: `${Math.round(bytes / 1000)} KB` });
    if (bytes > MOST_BYTES) tooLarge.push(`${route}: ${Math.round(bytes / 1000)} KB`);
  }
  expect(tooLarge).toEqual([]);
});
