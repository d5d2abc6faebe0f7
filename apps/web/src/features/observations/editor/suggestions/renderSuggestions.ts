import { ReactRenderer } from '@tiptap/react';
import { exitSuggestion, type SuggestionOptions } from '@tiptap/suggestion';
import type { ReactNode } from 'react';
import { type SuggestionKeys, SuggestionList, type SuggestionListProps } from './SuggestionList.tsx';

type Words<Item> = Pick<SuggestionListProps<Item>, 'label' | 'none' | 'keyOf'> & {
  show: (item: Item) => ReactNode;
};

/** Shows what is offered in a list at the caret, for as long as it is offered. */
export function renderSuggestions<Item>(words: Words<Item>): NonNullable<SuggestionOptions<Item>['render']> {
  return () => {
    let list: ReactRenderer<SuggestionKeys, SuggestionListProps<Item>> | null = null;
    let unmount: (() => void) | null = null;
    return {
      onStart: ({ editor, items, command, mount }) => {
        list = new ReactRenderer<SuggestionKeys, SuggestionListProps<Item>>(SuggestionList<Item>, {
          editor,
          props: { ...words, items, command },
        });
        unmount = mount(list.element);
      },
      onUpdate: ({ items, command }) => list?.updateProps({ items, command }),
      onKeyDown: (props) => {
        if (props.event.key === 'Escape') {
          exitSuggestion(props.view);
          return true;
        }
        return list?.ref?.onKeyDown(props) ?? false;
      },
      onExit: () => {
        unmount?.();
        list?.destroy();
        list = null;
      },
    };
  };
}
