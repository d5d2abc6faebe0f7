import type { HeirClusterFragment } from '../../../gql/graphql.ts';
import { excerptOf } from '../list/excerpt.ts';
import { CONFIDENCE_NAMES, KIND_NAMES } from '../said.ts';
import classes from './Heirs.module.css';

/** How what was written of a cluster begins; nothing where nothing was. */
export function InheritedWords({ observation }: { observation: HeirClusterFragment['observation'] }) {
  if (!observation) return null;
  const { label, kind, confidence } = observation.fields;
  const said = [
    kind && KIND_NAMES[kind].toLowerCase(),
    confidence && CONFIDENCE_NAMES[confidence].toLowerCase(),
  ];
  const facts = said.filter(Boolean).join(', ');
  return (
    <blockquote className={classes.words}>
      {label && <b>{label}. </b>}
      {facts && <span className={classes.faint}>({facts}) </span>}
      {excerptOf(observation.markdown)}
    </blockquote>
  );
}
