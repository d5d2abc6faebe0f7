import type { Extension } from '@tiptap/core';
import type { WrittenAbout } from '../writtenAbout.tsx';
import { insertChip } from './chipSpace.ts';
import { renderSuggestions } from './renderSuggestions.ts';
import { SampleOption } from './SampleOption.tsx';
import { fittingIndexes } from './sampleIndexes.ts';
import { suggestionExtension } from './suggestionExtension.ts';

/** Samples by their ID numbers behind a #. */
export function sampleSuggestion(about: () => WrittenAbout): Extension {
  return suggestionExtension<number>('sampleSuggestion', {
    char: '#',
    items: ({ query }) => {
      const { sampleCount, offered } = about();
      return fittingIndexes(query, sampleCount, offered);
    },
    command: ({ editor, range, props: index }) =>
      insertChip(editor, range, { type: 'sampleRef', attrs: { index } }),
    render: renderSuggestions<number>({
      label: 'Samples',
      none: 'No sample has this ID number',
      keyOf: String,
      show: (index) => <SampleOption index={index} />,
    }),
  });
}
