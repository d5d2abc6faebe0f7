import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryText, arbitraryWords } from '../testing/arbitraryText.ts';
import { normalise } from '../text/normalise.ts';
import { fromMarkdown, toMarkdown } from './index.ts';

const RUNS = { numRuns: 300 };

describe('the round trip', () => {
  it('gives any document of the schema again, normalised', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        text.check();
        expect(fromMarkdown(toMarkdown(text)).toJSON()).toEqual(normalise(text).toJSON());
      }),
      RUNS,
    );
  });

  it('gives what any Markdown says again', () => {
    fc.assert(
      fc.property(fc.array(arbitraryWords, { maxLength: 12 }), (lines) => {
        const text = fromMarkdown(lines.join('\n'));
        text.check();
        expect(fromMarkdown(toMarkdown(text)).toJSON()).toEqual(text.toJSON());
      }),
      RUNS,
    );
  });

  it('normalises what is normalised to itself', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        expect(normalise(normalise(text)).toJSON()).toEqual(normalise(text).toJSON());
      }),
      RUNS,
    );
  });
});
