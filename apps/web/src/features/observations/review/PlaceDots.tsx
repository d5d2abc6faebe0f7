import classes from './Review.module.css';
import type { AnsweredItem } from './reviewProgress.ts';

interface PlaceDotsProps {
  items: readonly AnsweredItem[];
  place: number;
  onPlace: (place: number) => void;
}

/** Every picture of a review as a small box: filled where it has an answer, framed where the reviewer is. */
export function PlaceDots({ items, place, onPlace }: PlaceDotsProps) {
  return (
    <ol className={classes.places} aria-label="Pictures">
      {items.map(({ answer }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of a review never changes
        <li key={i}>
          <button
            type="button"
            className={classes.place}
            data-answered={Boolean(answer)}
            aria-current={i === place ? 'step' : undefined}
            aria-label={`Picture ${i + 1}, ${answer ? 'answered' : 'open'}`}
            onClick={() => onPlace(i)}
          />
        </li>
      ))}
    </ol>
  );
}
