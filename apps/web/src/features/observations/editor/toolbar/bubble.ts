import { PluginKey } from '@tiptap/pm/state';

/** The tools beside what is selected; a transaction that says `hide` under it puts them away. */
export const BUBBLE = new PluginKey('bubble');
