'use client';

import { Button } from '@mantine/core';
import { useQuery } from 'urql';
import { useSearchState } from '../../../api/useSearchState.ts';
import { useThrottled } from '../../../api/useThrottled.ts';
import type { RevisionTextQuery } from '../../../gql/graphql.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { Empty, ErrorState, Loading } from '../../../ui/States.tsx';
import { Problem } from '../../people/Problem.tsx';
import { useChanged } from '../document/DocumentProvider.tsx';
import classes from './History.module.css';
import { REVISION_TEXT } from './historyDocuments.ts';
import { RestoredNotice } from './RestoredNotice.tsx';
import { SittingList } from './SittingList.tsx';
import type { ListedRevision } from './sittings.ts';
import { useRevisionEdits } from './useRevisionEdits.ts';
import { useRevisions } from './useRevisions.ts';
import { VersionView } from './VersionView.tsx';

interface HistoryPanelProps {
  /** What the observation is of, by its id of the API. */
  subjectId: string;
  canWrite: boolean;
}

/** The versions of an observation: who wrote what, what changed between two, and the way back to one. The address says which. */
export function HistoryPanel({ subjectId, canWrite }: HistoryPanelProps) {
  const { observationId, revisions, hasMore, isLoading, error, loadMore, refresh } = useRevisions(subjectId);
  useChanged('revisions', useThrottled(refresh, 1000));
  const [search, change] = useSearchState();
  const edits = useRevisionEdits(observationId, refresh);
  const newest = revisions?.[0];
  const asked = Number(search.get('version') ?? Number.NaN);
  const chosen = revisions?.find(({ number }) => number === asked) ?? newest;
  return (
    <Panel
      title="History"
      say="Versions are kept by themselves while somebody writes; a name finds one again."
    >
      <div className={classes.history}>
        {error && !revisions && <ErrorState message={error} onRetry={refresh} />}
        {!revisions && !error && <Loading height={240} />}
        {revisions && !newest && <Empty title="Nothing was written yet" />}
        <Problem sentence={edits.problem} />
        {edits.restored && (
          <RestoredNotice {...edits.restored} isBusy={edits.isBusy} onBack={edits.takeBack} />
        )}
        {revisions && newest && chosen && (
          <div className={classes.columns}>
            <div>
              <div className={classes.listed}>
                <SittingList
                  revisions={revisions}
                  chosen={chosen.number}
                  onChoose={(number) =>
                    change({ version: number === newest.number ? null : String(number), against: null })
                  }
                />
              </div>
              {hasMore && (
                <Button size="compact-xs" variant="default" loading={isLoading} onClick={loadMore}>
                  Show earlier
                </Button>
              )}
            </div>
            <ChosenVersion
              revisions={revisions}
              version={chosen}
              edits={
                canWrite
                  ? {
                      isNewest: chosen.number === newest.number,
                      isBusy: edits.isBusy,
                      onRestore: () => void edits.restore(chosen.number, newest.number),
                      onHold: () => change({ version: String(chosen.number) }),
                      onName: (name) => void edits.name(chosen.id, name),
                    }
                  : null
              }
            />
          </div>
        )}
      </div>
    </Panel>
  );
}

interface ChosenVersionProps {
  revisions: readonly ListedRevision[];
  version: ListedRevision;
  edits: Parameters<typeof VersionView>[0]['edits'];
}

function ChosenVersion({ revisions, version, edits }: ChosenVersionProps) {
  const [search, change] = useSearchState();
  const look = search.get('look') === 'changes' ? 'changes' : 'written';
  const earlier = revisions.filter(({ number }) => number < version.number);
  const asked = Number(search.get('against') ?? Number.NaN);
  const against = earlier.find(({ number }) => number === asked) ?? earlier[0];
  const [text, again] = useQuery({ query: REVISION_TEXT, variables: { id: version.id } });
  const [before] = useQuery({
    query: REVISION_TEXT,
    variables: { id: against?.id ?? '' },
    pause: look !== 'changes' || !against,
  });
  const failure = text.error ?? before.error;
  if (failure)
    return <ErrorState message={failure.message} onRetry={() => again({ requestPolicy: 'network-only' })} />;
  return (
    <VersionView
      key={version.id}
      version={version}
      text={textOf(text.data, version.id)}
      look={look}
      onLook={(value) => change({ look: value === 'changes' ? 'changes' : null })}
      against={
        against
          ? {
              options: earlier,
              chosen: against.number,
              markdown: textOf(before.data, against.id)?.markdown ?? null,
            }
          : null
      }
      onAgainst={(number) => change({ against: number === earlier[0]?.number ? null : String(number) })}
      edits={edits}
    />
  );
}

/** Of that revision alone: an answer to the question before may still be there. */
function textOf(data: RevisionTextQuery | undefined, id: string) {
  const node = data?.node;
  return node?.__typename === 'Revision' && node.id === id ? node : null;
}
