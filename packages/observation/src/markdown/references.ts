import type { ExperimentReference, MentionSign, SampleReference } from 'mdast';
import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown';
import type { Handle, Options } from 'mdast-util-to-markdown';
import type { Code, Construct, Extension, State, TokenizeContext } from 'micromark-util-types';

declare module 'mdast' {
  /** `#17`, a sample. */
  interface SampleReference {
    type: 'sampleReference';
    value: string;
    index: number;
  }
  /** `E-42`, an experiment. */
  interface ExperimentReference {
    type: 'experimentReference';
    value: string;
    number: number;
  }
  /** The `@` before a word, which may be the name of somebody. */
  interface MentionSign {
    type: 'mentionSign';
    value: '@';
  }
  interface PhrasingContentMap {
    sampleReference: SampleReference;
    experimentReference: ExperimentReference;
    mentionSign: MentionSign;
  }
  interface RootContentMap {
    sampleReference: SampleReference;
    experimentReference: ExperimentReference;
    mentionSign: MentionSign;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    sampleReference: 'sampleReference';
    experimentReference: 'experimentReference';
    mentionSign: 'mentionSign';
  }
}

// Without `_`, which may be the mark of emphasis.
const WORD = /[\p{L}\p{N}]/u;
const MOST_DIGITS = 7;

const isWord = (code: Code) => code !== null && code >= 0 && WORD.test(String.fromCharCode(code));
const isDigit = (code: Code) => code !== null && code >= 48 && code <= 57;

/** A reference stands by itself: `a#17` and `x/#17` are none, nor is `#17b`. */
const mayPrecede = (code: Code) => !isWord(code) && code !== 35 && code !== 38 && code !== 47;

/** Signs, then a number without leading zeros, then no letter. */
function numbered(token: 'sampleReference' | 'experimentReference', signs: string, zero: boolean): Construct {
  return {
    name: token,
    previous: (code) => mayPrecede(code),
    tokenize(this: TokenizeContext, effects, ok, nok) {
      let digits = 0;
      const sign =
        (position: number): State =>
        (code) => {
          if (code !== signs.charCodeAt(position)) return nok(code);
          if (position === 0) effects.enter(token);
          effects.consume(code);
          return position + 1 < signs.length ? sign(position + 1) : first;
        };
      const first: State = (code) => {
        if (!isDigit(code) || (code === 48 && !zero)) return nok(code);
        effects.consume(code);
        digits = 1;
        return code === 48 ? end : more;
      };
      const more: State = (code) => {
        if (!isDigit(code)) return end(code);
        if (++digits > MOST_DIGITS) return nok(code);
        effects.consume(code);
        return more;
      };
      const end: State = (code) => {
        if (isWord(code)) return nok(code);
        effects.exit(token);
        return ok(code);
      };
      return sign(0);
    },
  };
}

const mentionSyntax: Construct = {
  name: 'mentionSign',
  previous: (code) => mayPrecede(code),
  tokenize(effects, ok, nok) {
    const after: State = (code) => (isWord(code) ? ok(code) : nok(code));
    return (code) => {
      effects.enter('mentionSign');
      effects.consume(code);
      effects.exit('mentionSign');
      return after;
    };
  },
};

/** `#17`, `E-42` and `@` as micromark reads them; with a backslash (`\#17`, `E\-42`, `\@`) they are text. */
export const referenceSyntax: Extension = {
  text: {
    35: numbered('sampleReference', '#', true),
    64: mentionSyntax,
    69: numbered('experimentReference', 'E-', false),
  },
};

// `value` is what tree tools take for the text of a node, such as for the description of a picture.
export const sampleReference = (index: number): SampleReference => ({
  type: 'sampleReference',
  value: `#${index}`,
  index,
});
export const experimentReference = (number: number): ExperimentReference => ({
  type: 'experimentReference',
  value: `E-${number}`,
  number,
});
export const mentionSign = (): MentionSign => ({ type: 'mentionSign', value: '@' });

export const referencesFromMarkdown: FromMarkdownExtension = {
  enter: {
    sampleReference(token) {
      this.enter(sampleReference(Number(this.sliceSerialize(token).slice(1))), token);
    },
    experimentReference(token) {
      this.enter(experimentReference(Number(this.sliceSerialize(token).slice(2))), token);
    },
    mentionSign(token) {
      this.enter(mentionSign(), token);
    },
  },
  exit: {
    sampleReference(token) {
      this.exit(token);
    },
    experimentReference(token) {
      this.exit(token);
    },
    mentionSign(token) {
      this.exit(token);
    },
  },
};

/** Whether a reference between these characters is read as one; without a neighbour, the text is empty. */
export function isReadBetween(before: string, after: string): boolean {
  const code = (text: string, index: number) => (text === '' ? null : text.charCodeAt(index));
  return mayPrecede(code(before, before.length - 1)) && !isWord(code(after, 0));
}

const printValue: Handle = (node: SampleReference | ExperimentReference | MentionSign) => node.value;

export const referencesToMarkdown: Options = {
  handlers: { sampleReference: printValue, experimentReference: printValue, mentionSign: printValue },
  unsafe: [
    { character: '#', after: '\\d', inConstruct: 'phrasing' },
    { character: '-', before: 'E', after: '[1-9]', inConstruct: 'phrasing' },
    { character: '@', after: '\\S', inConstruct: 'phrasing' },
  ],
};
