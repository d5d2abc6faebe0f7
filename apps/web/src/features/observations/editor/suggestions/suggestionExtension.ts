import { Extension } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import { Suggestion, type SuggestionOptions } from '@tiptap/suggestion';

/** Offers something behind a sign that is typed. */
export function suggestionExtension<Item>(
  name: string,
  options: Omit<SuggestionOptions<Item>, 'editor' | 'pluginKey'>,
): Extension {
  return Extension.create({
    name,
    addProseMirrorPlugins() {
      return [
        Suggestion<Item>({
          // Within the page, since what lies outside of its parts is not found by those who hear it.
          container: 'main',
          ...options,
          editor: this.editor,
          pluginKey: new PluginKey(name),
        }),
      ];
    },
  });
}
