'use client';

import { type ReactNode, useState } from 'react';
import { formatCount } from '../../../ui/format.ts';
import { TimeAgo } from '../../../ui/TimeAgo.tsx';
import { AuthorNames } from './AuthorNames.tsx';
import classes from './History.module.css';
import { type ListedRevision, type Sitting, sittingsOf } from './sittings.ts';

interface SittingListProps {
  /** The newest first. */
  revisions: readonly ListedRevision[];
  /** The number of the version that is shown. */
  chosen: number | null;
  onChoose: (number: number) => void;
}

/** The versions by sittings; the versions of one are listed when it is opened. */
export function SittingList({ revisions, chosen, onChoose }: SittingListProps) {
  return (
    <ol className={classes.sittings} aria-label="Versions">
      {sittingsOf(revisions).map((sitting) => (
        <SittingItem key={sitting.newest.id} sitting={sitting} chosen={chosen} onChoose={onChoose} />
      ))}
    </ol>
  );
}

function SittingItem({
  sitting: { revisions, newest, authors },
  chosen,
  onChoose,
}: Pick<SittingListProps, 'chosen' | 'onChoose'> & { sitting: Sitting }) {
  const [isOpen, setOpen] = useState(false);
  const earlier = revisions.slice(1);
  return (
    <li>
      <Version revision={newest} isChosen={newest.number === chosen} onChoose={onChoose}>
        <AuthorNames authors={authors} />
      </Version>
      {earlier.length > 0 && (
        <button
          type="button"
          className={classes.unfold}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Hide' : 'Show'} {formatCount(earlier.length)} earlier of this sitting
        </button>
      )}
      {isOpen && (
        <ol className={classes.within}>
          {earlier.map((revision) => (
            <li key={revision.id}>
              <Version revision={revision} isChosen={revision.number === chosen} onChoose={onChoose}>
                <AuthorNames authors={revision.authors} />
              </Version>
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

interface VersionProps {
  revision: ListedRevision;
  isChosen: boolean;
  onChoose: (number: number) => void;
  children: ReactNode;
}

function Version({ revision: { number, name, at }, isChosen, onChoose, children }: VersionProps) {
  return (
    <button
      type="button"
      className={classes.version}
      aria-current={isChosen ? 'true' : undefined}
      onClick={() => onChoose(number)}
    >
      <span className={classes.versionName}>
        <span>{name ?? `Version ${number}`}</span>
        <span className={classes.faint}>
          {name && `version ${number}, `}
          <TimeAgo at={at} />
        </span>
      </span>
      {children}
    </button>
  );
}
