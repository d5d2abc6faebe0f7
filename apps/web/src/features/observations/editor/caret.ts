import { discColor } from '../../presence/people.ts';
import classes from './Editor.module.css';

/** Somebody else's caret with their name. The colour goes by who it is, whatever they say of it. */
export function drawCaret({ id, name }: Record<string, unknown>): HTMLElement {
  const caret = document.createElement('span');
  caret.className = classes['caret'] ?? '';
  const color = discColor(String(id));
  caret.style.borderColor = color;
  const label = document.createElement('span');
  label.className = classes['caretName'] ?? '';
  label.style.background = color;
  label.textContent = String(name).slice(0, 60);
  caret.append(label);
  return caret;
}

/** What somebody else has selected. */
export function selectionLook({ id }: Record<string, unknown>) {
  return { style: `background: color-mix(in srgb, ${discColor(String(id))} 24%, transparent)` };
}
