import { discColor } from '../../presence/people.ts';
import classes from './Editor.module.css';

/**
 * Somebody else's caret with their name. The colour goes by who it is, whatever they say of it; the name is drawn by the
 * style, so that it is no part of the text where that is copied or read out.
 */
export function drawCaret({ id, name }: Record<string, unknown>): HTMLElement {
  const caret = document.createElement('span');
  caret.className = classes['caret'] ?? '';
  caret.style.setProperty('--caret', discColor(String(id)));
  caret.dataset['caretOf'] = String(name).slice(0, 60);
  return caret;
}

/** What somebody else has selected. */
export function selectionLook({ id }: Record<string, unknown>) {
  return { style: `background: color-mix(in srgb, ${discColor(String(id))} 24%, transparent)` };
}
