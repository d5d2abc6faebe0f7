/** Which columns are shown, in their order, how wide, and how many of them stay when the rest is scrolled. */
export interface ColumnChoice {
  shown: readonly string[];
  /** Only of those that were drawn to another width. */
  widths: Readonly<Record<string, number>>;
  pinned: number;
}

export const [NARROWEST, WIDEST] = [48, 800] as const;

/** As the address has it: status,name.320,silhouette with the number of pinned ones before a bar, as in 2|name,... */
export function columnChoiceOf(
  text: string | null,
  known: readonly string[],
  usual: ColumnChoice,
): ColumnChoice {
  if (!text) return usual;
  const [head = '', list] = text.includes('|') ? text.split('|') : ['0', text];
  const parts = (list ?? '').split(',').flatMap((part) => {
    const [id = '', width] = part.split('.');
    return known.includes(id) ? [{ id, width: Number(width) }] : [];
  });
  const once = parts.filter(({ id }, i) => parts.findIndex((other) => other.id === id) === i);
  if (once.length === 0) return usual;
  const widths = once
    .filter(({ width }) => width >= NARROWEST && width <= WIDEST)
    .map(({ id, width }) => [id, Math.round(width)] as const);
  const pinned = /^\d{1,2}$/.test(head) ? Math.min(Number(head), once.length) : 0;
  return { shown: once.map(({ id }) => id), widths: Object.fromEntries(widths), pinned };
}

export const columnText = ({ shown, widths, pinned }: ColumnChoice): string =>
  `${pinned}|${shown.map((id) => (widths[id] === undefined ? id : `${id}.${Math.round(widths[id])}`)).join(',')}`;

/** With the column moved by one place, or shown and hidden. */
export function movedColumn(choice: ColumnChoice, id: string, by: -1 | 1): ColumnChoice {
  const from = choice.shown.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= choice.shown.length) return choice;
  const shown = [...choice.shown];
  shown.splice(to, 0, ...shown.splice(from, 1));
  return { ...choice, shown };
}

export function toggledColumn(choice: ColumnChoice, id: string): ColumnChoice {
  const at = choice.shown.indexOf(id);
  if (at < 0) return { ...choice, shown: [...choice.shown, id] };
  if (choice.shown.length === 1) return choice;
  const pinned = at < choice.pinned ? choice.pinned - 1 : choice.pinned;
  return { ...choice, shown: choice.shown.filter((one) => one !== id), pinned };
}

/** Pinned up to and with this column; pressed again, up to the one before. */
export function pinnedUpTo(choice: ColumnChoice, id: string): ColumnChoice {
  const count = choice.shown.indexOf(id) + 1;
  return { ...choice, pinned: choice.pinned === count ? count - 1 : count };
}
