import type { HeirClusterFragment } from '../../../gql/graphql.ts';
import { excerpt } from '../excerpt.ts';
import { saidInPassing } from '../said.ts';
import classes from './Heirs.module.css';

/** How what was written of a cluster begins; nothing where nothing was. */
export function InheritedWords({ observation }: { observation: HeirClusterFragment['observation'] }) {
  if (!observation) return null;
  const { label, kind, confidence } = observation.fields;
  const facts = saidInPassing(kind, confidence).join(', ');
  return (
    <blockquote className={classes.words}>
      {label && <b>{label}. </b>}
      {facts && <span className={classes.faint}>({facts}) </span>}
      {excerpt(observation.markdown)}
    </blockquote>
  );
}
