import { Disc } from '../../presence/Disc.tsx';
import { discColor } from '../../presence/people.ts';
import { breaksBefore } from './breaksBefore.ts';
import classes from './History.module.css';
import type { Author } from './sittings.ts';

/** A run of text and who wrote it; null where the account is gone. */
export interface WrittenRun {
  text: string;
  author?: Author | null;
}

/** A version with who wrote what: by disc and initials where somebody's words begin, and underlined in the same colour. */
export function WrittenText({ runs }: { runs: readonly WrittenRun[] }) {
  return (
    <div className={classes.text}>
      {withPlaces(runs).map(({ place, text, author }) => (
        <span
          key={place}
          className={classes.run}
          title={author ? author.name : 'Written by somebody whose account is gone'}
          style={author ? { textDecorationColor: discColor(author.id) } : { textDecorationStyle: 'dotted' }}
        >
          {breaksBefore(text)}
          {author && text.trim() !== '' && (
            <span className={classes.runAuthor}>
              <Disc user={author} />
              <span className={classes.unseen}>{author.name}: </span>
            </span>
          )}
          {text.slice(breaksBefore(text).length)}
        </span>
      ))}
    </div>
  );
}

/** Each by where it begins: none has another name. */
function withPlaces(runs: readonly WrittenRun[]): (WrittenRun & { place: number })[] {
  let place = 0;
  return runs.map((run) => {
    const placed = { ...run, place };
    place += run.text.length;
    return placed;
  });
}
