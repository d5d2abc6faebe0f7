import { expect, test } from 'vitest';
import { breaksBefore } from './breaksBefore.ts';

test.each([
  ['\n\nSeen in two.', '\n\n'],
  ['Seen in\ntwo.', ''],
  ['\n', '\n'],
  ['', ''],
])('%j begins with %j', (text, breaks) => expect(breaksBefore(text)).toBe(breaks));
