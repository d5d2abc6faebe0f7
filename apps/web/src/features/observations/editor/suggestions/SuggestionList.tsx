import type { SuggestionKeyDownProps } from '@tiptap/suggestion';
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useState } from 'react';
import classes from './Suggestions.module.css';

export interface SuggestionKeys {
  /** Whether the key was for the list. */
  onKeyDown(props: SuggestionKeyDownProps): boolean;
}

export interface SuggestionListProps<Item> {
  items: readonly Item[];
  /** What the list offers. */
  label: string;
  /** What is said where nothing fits. */
  none: string;
  keyOf: (item: Item) => string;
  show: (item: Item) => ReactNode;
  command: (item: Item) => void;
  ref?: Ref<SuggestionKeys>;
}

/** What fits what is being typed; chosen by arrows and Enter, or pressed. */
export function SuggestionList<Item>(props: SuggestionListProps<Item>) {
  const { items, label, none, keyOf, show, command, ref } = props;
  const [place, setPlace] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: others are offered, so that the first is chosen again
  useEffect(() => setPlace(0), [items]);
  const step = (by: number) => setPlace((place + by + items.length) % Math.max(items.length, 1));
  const choose = () => {
    const item = items[place];
    if (item !== undefined) command(item);
    return item !== undefined;
  };
  useImperativeHandle(ref, () => ({
    onKeyDown({ event: { key } }) {
      if (items.length === 0) return false;
      if (key === 'ArrowUp' || key === 'ArrowDown') {
        step(key === 'ArrowUp' ? -1 : 1);
        return true;
      }
      return (key === 'Enter' || key === 'Tab') && choose();
    },
  }));
  if (items.length === 0) return <p className={`${classes.list} ${classes.none}`}>{none}</p>;
  return (
    <div className={classes.list} role="listbox" aria-label={label}>
      {items.map((item, i) => (
        <div
          key={keyOf(item)}
          role="option"
          tabIndex={-1}
          aria-selected={i === place}
          className={classes.option}
          // The text keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => command(item)}
          onKeyDown={(event) => event.key === 'Enter' && command(item)}
          onMouseEnter={() => setPlace(i)}
        >
          {show(item)}
        </div>
      ))}
    </div>
  );
}
