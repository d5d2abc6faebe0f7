import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';

interface PastedImagesOptions {
  /** Takes pictures to the place in the text. */
  take: (files: readonly File[], at: number) => void;
}

const filesOf = (data: DataTransfer | null): File[] => [...(data?.files ?? [])];

/** Files that are pasted, or dropped on the text. What a page's copied text brings along is left to the text. */
export const PastedImages = Extension.create<PastedImagesOptions>({
  name: 'pastedImages',
  addOptions: () => ({ take: () => undefined }),
  addProseMirrorPlugins() {
    const { take } = this.options;
    return [
      new Plugin({
        key: new PluginKey('pastedImages'),
        props: {
          handlePaste(view, { clipboardData }) {
            const files = filesOf(clipboardData);
            // A spreadsheet pastes a picture of itself beside its cells.
            if (files.length === 0 || clipboardData?.types.includes('text/html')) return false;
            take(files, view.state.selection.from);
            return true;
          },
          handleDrop(view, event, _slice, isMoved) {
            const files = isMoved ? [] : filesOf(event.dataTransfer);
            if (files.length === 0) return false;
            event.preventDefault();
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
            take(files, at?.pos ?? view.state.selection.from);
            return true;
          },
        },
      }),
    ];
  },
});
