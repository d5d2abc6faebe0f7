import Link from 'next/link';
import type { Confidence, ObservationKind } from '../../../gql/graphql.ts';
import { formatCount } from '../../../ui/format.ts';
import { CONFIDENCE_NAMES, KIND_NAMES } from '../said.ts';
import classes from './Summary.module.css';

/** What is said of the clusters of a study, the most frequent first; null is what is not said. */
export interface ShownSummary {
  observed: number;
  unobserved: number;
  kinds: readonly { kind?: ObservationKind | null; count: number }[];
  confidences: readonly { confidence?: Confidence | null; count: number }[];
  labels: readonly { label?: string | null; count: number }[];
  tags: readonly { tag: string; count: number }[];
}

interface SummaryViewProps {
  summary: ShownSummary;
  /** Of the list of the observations that say so. */
  path: (asked: Record<string, string>) => string;
}

// Of labels and tags; the list finds the others.
const MOST = 8;
const NOT_SAID = 'not said';

/** What was said of all clusters of a study, counted; a count leads to those that say so. */
export function SummaryView({ summary, path }: SummaryViewProps) {
  const { observed, unobserved, kinds, confidences, labels, tags } = summary;
  return (
    <div className={classes.summary}>
      <p className={classes.say}>{coverage(observed, observed + unobserved)}</p>
      {observed > 0 && (
        <dl className={classes.groups}>
          <Group
            name="Kind"
            path={path}
            said={kinds.map(({ kind, count }) => ({
              value: kind ? KIND_NAMES[kind] : NOT_SAID,
              count,
              asked: kind ? { kind: kind.toLowerCase() } : null,
            }))}
          />
          <Group
            name="Confidence"
            path={path}
            said={confidences.map(({ confidence, count }) => ({
              value: confidence ? CONFIDENCE_NAMES[confidence] : NOT_SAID,
              count,
              asked: confidence ? { confidence: confidence.toLowerCase() } : null,
            }))}
          />
          <Group
            name="Labels"
            path={path}
            said={labels.map(({ label, count }) => ({
              value: label ?? NOT_SAID,
              count,
              asked: label ? { label } : null,
            }))}
          />
          <Group
            name="Tags"
            path={path}
            said={tags.map(({ tag, count }) => ({ value: tag, count, asked: { tag } }))}
          />
        </dl>
      )}
    </div>
  );
}

function coverage(observed: number, all: number): string {
  if (all === 0) return 'There are no clusters yet to be written about.';
  const of = all === 1 ? 'the one cluster' : `the ${formatCount(all)} clusters`;
  return observed === 0
    ? `Nothing is written yet of ${of} of this study.`
    : `Something is written of ${observed === all ? 'all' : formatCount(observed)} of ${of} of this study.`;
}

interface GroupProps {
  name: string;
  /** `asked` is null where there is no list of them. */
  said: readonly { value: string; count: number; asked: Record<string, string> | null }[];
  path: SummaryViewProps['path'];
}

function Group({ name, said, path }: GroupProps) {
  const most = Math.max(...said.map(({ count }) => count));
  if (said.length === 0) return null;
  return (
    <div>
      <dt>{name}</dt>
      {said.slice(0, MOST).map(({ value, count, asked }) => (
        <dd key={asked ? value : ''}>
          {asked ? <Link href={path(asked)}>{value}</Link> : <span className={classes.faint}>{value}</span>}
          <span className={classes.track} aria-hidden>
            <span style={{ width: `${(count / most) * 100}%` }} />
          </span>
          <span className="number">{formatCount(count)}</span>
        </dd>
      ))}
      {said.length > MOST && <dd className={classes.faint}>and {formatCount(said.length - MOST)} more</dd>}
    </div>
  );
}
