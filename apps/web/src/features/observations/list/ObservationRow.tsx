import { IconUserOff } from '@tabler/icons-react';
import Link from 'next/link';
import type { Confidence, ObservationKind } from '../../../gql/graphql.ts';
import { ClusterName } from '../../../ui/ClusterName.tsx';
import { experimentId } from '../../../ui/format.ts';
import { Tags } from '../../../ui/Tags.tsx';
import { TimeAgo } from '../../../ui/TimeAgo.tsx';
import { excerpt } from '../excerpt.ts';
import { saidInPassing } from '../said.ts';
import classes from './ObservationsPage.module.css';
import type { ObservedSubject } from './subjects.ts';

export interface RowObservation {
  id: string;
  subject: ObservedSubject;
  markdown: string;
  updatedAt: string;
  authors: readonly { id: string; name: string }[];
  fields: {
    label?: string | null;
    kind?: ObservationKind | null;
    confidence?: Confidence | null;
    tags: readonly string[];
  };
  missingMembers: readonly unknown[];
}

interface ObservationRowProps {
  observation: RowObservation;
  /** Where it is read. */
  href: string;
}

// More are told as a number.
const NAMED = 3;

/** An observation in the list: of what, what it is said to be, and how its text begins. */
export function ObservationRow({ observation, href }: ObservationRowProps) {
  const { subject, markdown, updatedAt, authors, fields, missingMembers } = observation;
  const { label, kind, confidence, tags } = fields;
  return (
    <Link href={href} className={classes.observation}>
      <span className={classes.of}>
        <SubjectName subject={subject} />
      </span>
      <span className={classes.says}>
        <span className={classes.fields}>
          {label && <span className={classes.label}>{label}</span>}
          {saidInPassing(kind, confidence).map((said) => (
            <span key={said}>{said}</span>
          ))}
          {tags.length > 0 && (
            <span className={classes.tags}>
              <Tags tags={tags} />
            </span>
          )}
        </span>
        <span className={classes.excerpt}>{excerpt(markdown) || 'No text yet.'}</span>
        {missingMembers.length > 0 && (
          <span className={classes.missing}>
            <IconUserOff size={14} stroke={1.6} aria-hidden />
            speaks of {missingMembers.length === 1 ? 'a sample' : `${missingMembers.length} samples`} not in
            the cluster
          </span>
        )}
      </span>
      <span className={classes.when}>
        <span>{namesOf(authors)}</span>
        <TimeAgo at={updatedAt} />
      </span>
    </Link>
  );
}

function SubjectName({ subject }: { subject: ObservedSubject }) {
  switch (subject.__typename) {
    case 'Cluster':
      return (
        <>
          <ClusterName label={subject.label} />
          <span className={classes.faint}>
            of <span className="number">{experimentId(subject.experiment.number)}</span>{' '}
            {subject.experiment.name}
          </span>
        </>
      );
    case 'Experiment':
      return (
        <>
          <span className="number">{experimentId(subject.number)}</span>
          <span className={classes.faint}>{subject.name}</span>
        </>
      );
    case 'Study':
      return (
        <>
          <span>{subject.studyName}</span>
          <span className={classes.faint}>study</span>
        </>
      );
    default:
      return (
        <>
          <span>{subject.title}</span>
          <span className={classes.faint}>comparison</span>
        </>
      );
  }
}

function namesOf(authors: RowObservation['authors']): string {
  const named = authors.slice(0, NAMED).map(({ name }) => name);
  return authors.length > NAMED ? `${named.join(', ')} and ${authors.length - NAMED} more` : named.join(', ');
}
