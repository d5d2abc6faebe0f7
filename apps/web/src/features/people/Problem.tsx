import classes from './People.module.css';

/** Why something could not be done; nothing where it could. */
export function Problem({ sentence }: { sentence: string | null }) {
  if (sentence === null) return null;
  return (
    <p className={classes.problem} role="alert">
      {sentence}
    </p>
  );
}
