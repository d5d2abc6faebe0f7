// Where letters are typed or arrows mean something already.
const OWN_KEYS =
  'input:not([type="radio"], [type="checkbox"], [type="color"]), textarea, select, [contenteditable="true"], [role="textbox"], [role="slider"], [role="dialog"], [role="listbox"], [role="menu"]';

/** Whether what has the focus has a use of its own for a key. */
export const isTaken = (target: EventTarget | null, key: string): boolean =>
  target instanceof Element &&
  (target.closest(OWN_KEYS) !== null || (key.startsWith('Arrow') && target.matches('[type="radio"]')));
