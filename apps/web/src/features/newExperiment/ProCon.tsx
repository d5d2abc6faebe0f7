import classes from './NewExperiment.module.css';

/** What speaks for a choice and what against it. */
export function ProCon({ pro, con }: { pro: string; con: string }) {
  return (
    <span className={classes.proCon}>
      <span>
        <b aria-hidden>+</b> {pro}
      </span>
      <span>
        <b aria-hidden>−</b> {con}
      </span>
    </span>
  );
}
