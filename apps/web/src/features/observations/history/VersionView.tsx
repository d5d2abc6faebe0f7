'use client';

import { NativeSelect, SegmentedControl } from '@mantine/core';
import { Loading } from '../../../ui/States.tsx';
import { TimeAgo } from '../../../ui/TimeAgo.tsx';
import { AuthorNames } from './AuthorNames.tsx';
import { DifferencesView } from './DifferencesView.tsx';
import classes from './History.module.css';
import type { ListedRevision } from './sittings.ts';
import { VersionActions } from './VersionActions.tsx';
import { type WrittenRun, WrittenText } from './WrittenText.tsx';

/** How a version is looked at. */
export type VersionLook = 'written' | 'changes';

interface VersionViewProps {
  version: ListedRevision;
  /** Null while it is read. */
  text: { markdown: string; runs: readonly WrittenRun[] } | null;
  look: VersionLook;
  onLook: (look: VersionLook) => void;
  /** What it is held against: earlier versions, one of them chosen; null where it is the first. */
  against: { options: readonly ListedRevision[]; chosen: number; markdown: string | null } | null;
  onAgainst: (number: number) => void;
  /** Null for those who may not write. */
  edits: Omit<Parameters<typeof VersionActions>[0], 'version'> | null;
}

/** One version: who wrote what in it, or what changed since an earlier one. */
export function VersionView({ version, text, look, onLook, against, onAgainst, edits }: VersionViewProps) {
  return (
    <section className={classes.shown} aria-label={`Version ${version.number}`}>
      <div className={classes.shownHead}>
        <div>
          <h3 className={classes.shownTitle}>{version.name ?? `Version ${version.number}`}</h3>
          <p className={classes.faint}>
            {version.name && `version ${version.number}, `}
            <TimeAgo at={version.at} />
          </p>
        </div>
        {edits && <VersionActions version={version} {...edits} />}
      </div>
      <AuthorNames authors={version.authors} />
      <div className={classes.views}>
        <SegmentedControl
          aria-label="How the version is shown"
          value={look}
          data={[
            { value: 'written', label: 'Who wrote what' },
            { value: 'changes', label: 'What changed' },
          ]}
          onChange={(value) => onLook(value === 'changes' ? 'changes' : 'written')}
        />
        {look === 'changes' && against && (
          <NativeSelect
            size="xs"
            aria-label="Held against"
            value={String(against.chosen)}
            data={against.options.map(({ number, name }) => ({
              value: String(number),
              label: name ? `since ${name}` : `since version ${number}`,
            }))}
            onChange={({ currentTarget }) => onAgainst(Number(currentTarget.value))}
          />
        )}
      </div>
      <Shown text={text} look={look} before={against ? against.markdown : ''} />
    </section>
  );
}

/** `before`: of the version that it is held against, empty where it is the first; null while it is read. */
function Shown({ text, look, before }: Pick<VersionViewProps, 'text' | 'look'> & { before: string | null }) {
  if (!text || (look === 'changes' && before === null)) return <Loading height={200} />;
  if (look === 'changes') return <DifferencesView before={before ?? ''} after={text.markdown} />;
  if (text.markdown.trim() === '') return <p className={classes.faint}>Nothing was written yet.</p>;
  return <WrittenText runs={text.runs} />;
}
