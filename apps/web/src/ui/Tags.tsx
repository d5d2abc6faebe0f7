import classes from './Tags.module.css';

interface TagsProps {
  tags: readonly string[];
  /** Said as a tag would be. */
  isArchived?: boolean;
}

/** What people call a thing, and that it was put away. */
export function Tags({ tags, isArchived = false }: TagsProps) {
  return (
    <>
      {tags.map((tag) => (
        <span key={tag} className={classes.tag}>
          {tag}
        </span>
      ))}
      {isArchived && <span className={classes.tag}>archived</span>}
    </>
  );
}
