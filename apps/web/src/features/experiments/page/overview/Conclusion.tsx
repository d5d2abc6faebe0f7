'use client';

import type { ReactNode } from 'react';
import { choiceSentence } from '../../../clustering/choiceSentence.ts';
import { useAssociations } from '../../../clustering/useAssociations.ts';
import type { ShownExperiment } from '../../experimentDocuments.ts';
import classes from './Conclusion.module.css';
import { conclusionOf, reuseText, type Statement } from './conclusion.ts';

/** What was found, in words: what was clustered, how many groups, how good, how stable, what speaks against it, what to do next. */
export function Conclusion({ experiment }: { experiment: ShownExperiment }) {
  const { id, status, recommendation, clusteringWarnings, stages } = experiment;
  const { associations } = useAssociations(id, status);
  const nuisances = (associations ?? []).filter(({ isWarning }) => isWarning).map(({ sentence }) => sentence);
  const { clustered, groups, quality, stability, against, next } = conclusionOf(experiment, nuisances);
  const lead = choiceSentence(recommendation, clusteringWarnings);
  const reuse = reuseText(stages);
  return (
    <section aria-label="Conclusion" className={classes.conclusion}>
      {lead && <p className={classes.lead}>{lead}</p>}
      <dl className={classes.answers}>
        <Answer name="Clustered">
          {clustered}
          {reuse && ` ${reuse}`}
        </Answer>
        {groups && (
          <Answer name="Groups">
            <Said statement={groups} />
          </Answer>
        )}
        {quality && (
          <Answer name="How good">
            <Said statement={quality} />
          </Answer>
        )}
        {stability && (
          <Answer name="How stable">
            <Said statement={stability} />
          </Answer>
        )}
        {groups && (associations || against.length > 0) && (
          <Answer name="Against it">
            {against.length === 0 ? 'Nothing that was looked for.' : <List statements={against} />}
          </Answer>
        )}
        <Answer name="Next">
          <List statements={next} />
        </Answer>
      </dl>
    </section>
  );
}

function Answer({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.answer}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Statements in a row that rest on one section lead to it once. */
function List({ statements }: { statements: readonly Statement[] }) {
  return (
    <ul className={classes.list}>
      {statements.map((statement, i) => (
        <li key={statement.text}>
          {statement.section === statements[i + 1]?.section ? statement.text : <Said statement={statement} />}
        </li>
      ))}
    </ul>
  );
}

function Said({ statement: { text, section } }: { statement: Statement }) {
  return (
    <>
      {text}
      {section && (
        <>
          {' '}
          <a href={`#${section}`} className={classes.see}>
            See {section}
          </a>
        </>
      )}
    </>
  );
}
