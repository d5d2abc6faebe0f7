import classes from './NewExperiment.module.css';
import type { Algorithms } from './newExperimentDocuments.ts';
import { ProCon } from './ProCon.tsx';

interface OptionsProps {
  label: string;
  options: Algorithms;
  chosen: readonly string[];
  /** Whether several may be chosen; one stays chosen in any case. */
  several: boolean;
  was?: string | undefined;
  error?: string | undefined;
  onChoose(kind: string): void;
}

/** Models, clusterers or maps to choose from, each with what speaks for and against it. */
export function Options({ label, options, chosen, several, was, error, onChoose }: OptionsProps) {
  const cards = options.map(({ kind, name, pro, con }) => {
    const isChosen = chosen.includes(kind);
    return (
      <label key={kind} className={classes.option} data-chosen={isChosen}>
        <input
          type={several ? 'checkbox' : 'radio'}
          name={label}
          value={kind}
          checked={isChosen}
          disabled={several && isChosen && chosen.length === 1}
          onChange={() => onChoose(kind)}
        />
        <span className={classes.optionName}>{name}</span>
        <ProCon pro={pro} con={con} />
      </label>
    );
  });
  return (
    <div className={classes.optionGroup}>
      {several ? (
        <fieldset className={`${classes.options} ${classes.plain}`} aria-label={label}>
          {cards}
        </fieldset>
      ) : (
        <div className={classes.options} role="radiogroup" aria-label={label}>
          {cards}
        </div>
      )}
      {was && <p className={classes.was}>{was}</p>}
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** The list with this one added or taken out, in the order in which they are offered. */
export function toggled<T extends string>(chosen: readonly T[], one: T, offered: readonly T[]): T[] {
  const next = new Set(chosen);
  if (!next.delete(one)) next.add(one);
  return offered.filter((kind) => next.has(kind));
}
