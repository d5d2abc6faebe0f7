import type { Extension } from '@tiptap/core';
import type { Client } from 'urql';
import { Disc } from '../../../presence/Disc.tsx';
import { MENTIONABLE } from '../editorDocuments.ts';
import { insertChip } from './chipSpace.ts';
import { renderSuggestions } from './renderSuggestions.ts';
import { suggestionExtension } from './suggestionExtension.ts';

interface Person {
  id: string;
  name: string;
}

const MOST = 8;

/** Members of the workspace behind an @. */
export function mentionSuggestion(client: Client, workspace: string): Extension {
  return suggestionExtension<Person>('mentionSuggestion', {
    char: '@',
    items: async ({ query }) => {
      const { data } = await client.query(MENTIONABLE, { slug: workspace });
      const people = data?.workspace?.members.map(({ user }) => user) ?? [];
      const typed = query.toLocaleLowerCase();
      return people.filter(({ name }) => name.toLocaleLowerCase().includes(typed)).slice(0, MOST);
    },
    command: ({ editor, range, props: { id, name } }) =>
      insertChip(editor, range, { type: 'mention', attrs: { id, label: name } }),
    render: renderSuggestions<Person>({
      label: 'People',
      none: 'Nobody here is called so',
      keyOf: ({ id }) => id,
      show: (person) => (
        <>
          <Disc user={person} />
          {person.name}
        </>
      ),
    }),
  });
}
