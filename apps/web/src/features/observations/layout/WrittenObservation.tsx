'use client';

import { useState } from 'react';
import { useAnchor } from '../../experiments/page/useAnchor.ts';
import { OBSERVATION_ANCHOR } from '../anchor.ts';
import { CommentsPanel } from '../comments/CommentsPanel.tsx';
import { CommentTool } from '../comments/CommentTool.tsx';
import { DraftProvider } from '../comments/Draft.tsx';
import { DocumentProvider } from '../document/DocumentProvider.tsx';
import { Refused } from '../document/Refused.tsx';
import { SavedNote } from '../document/SavedNote.tsx';
import { WritersHere } from '../document/WritersHere.tsx';
import { ObservationEditor } from '../editor/ObservationEditor.tsx';
import { OpenEditorProvider } from '../editor/OpenEditor.tsx';
import { type WrittenAbout, WrittenAboutContext } from '../editor/writtenAbout.tsx';
import { FieldsPanel } from '../fields/FieldsPanel.tsx';
import { HeirsPanel } from '../heirs/HeirsPanel.tsx';
import { MissingMembersNotice } from '../heirs/MissingMembersNotice.tsx';
import { HistoryOnCall } from '../history/HistoryOnCall.tsx';
import { ObservationLayout } from './ObservationLayout.tsx';

export interface WrittenObservationProps {
  /** The cluster, experiment, study or comparison, by its id of the API. */
  subjectId: string;
  title: string;
  about: WrittenAbout;
  /** Then it speaks of members, and is passed on to heirs. */
  isOfCluster?: boolean;
}

/** An observation to read and to write, with all that stands beside its text. */
export function WrittenObservation({
  subjectId,
  title,
  about,
  isOfCluster = false,
}: WrittenObservationProps) {
  const [isNamed] = useState(() => window.location.hash === `#${OBSERVATION_ANCHOR}`);
  useAnchor(isNamed);
  return (
    <DocumentProvider subjectId={subjectId}>
      <OpenEditorProvider>
        <WrittenAboutContext value={about}>
          <DraftProvider>
            <ObservationLayout
              title={title}
              standing={
                <>
                  <WritersHere />
                  <SavedNote />
                </>
              }
              fields={<FieldsPanel />}
              text={
                <>
                  <Refused />
                  {isOfCluster && <MissingMembersNotice clusterId={subjectId} about={about} />}
                  <ObservationEditor label={title} bubble={<CommentTool />} />
                </>
              }
              beside={<CommentsPanel subjectId={subjectId} />}
              below={
                <>
                  {isOfCluster && <HeirsPanel clusterId={subjectId} />}
                  <HistoryOnCall subjectId={subjectId} />
                </>
              }
            />
          </DraftProvider>
        </WrittenAboutContext>
      </OpenEditorProvider>
    </DocumentProvider>
  );
}
