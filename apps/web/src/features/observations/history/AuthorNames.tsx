import { Disc } from '../../presence/Disc.tsx';
import classes from './History.module.css';
import type { Author } from './sittings.ts';

/** People by disc and name. */
export function AuthorNames({ authors }: { authors: readonly Author[] }) {
  if (authors.length === 0) return <span className={classes.faint}>nobody that is still known</span>;
  return (
    <span className={classes.authors}>
      {authors.map((author) => (
        <span key={author.id} className={classes.author}>
          <Disc user={author} />
          {author.name}
        </span>
      ))}
    </span>
  );
}
