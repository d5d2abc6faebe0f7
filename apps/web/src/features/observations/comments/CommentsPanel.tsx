'use client';

import { Button } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { Panel } from '../../../ui/Panel.tsx';
import { ErrorState, Loading } from '../../../ui/States.tsx';
import { useOpenEditor } from '../editor/OpenEditor.tsx';
import { CommentDraft } from './CommentDraft.tsx';
import classes from './CommentsPanel.module.css';
import { useDraft } from './Draft.tsx';
import { type Attention, ThreadList } from './ThreadList.tsx';
import { inTextOrder, threadsOf, unreadIn } from './threads.ts';
import { useCommenting } from './useCommenting.ts';
import { useCommentMarks } from './useCommentMarks.ts';
import { useComments } from './useComments.ts';
import { useNamedThread } from './useNamedThread.ts';
import { useSeenComments } from './useSeenComments.ts';
import { useThreadKeys } from './useThreadKeys.ts';

// Of the words that are about to be commented on; no comment has it.
const DRAFT = 'draft';

/** What was said of the text that is open, beside it: on words of it, or on the whole. */
export function CommentsPanel({ subjectId }: { subjectId: string }) {
  const { editor } = useOpenEditor();
  const { observationId, comments, error, refresh } = useComments(subjectId);
  const { commenting, problem } = useCommenting({ subjectId, observationId, onChange: refresh });
  const shown = useSeenComments(observationId, comments);
  const [attention, setAttention] = useState<Attention>({ activeId: null, replyingId: null });
  const { draft, setDraft, begin } = useDraft();
  const list = useRef<HTMLDivElement>(null);

  const threads = useMemo(() => threadsOf(shown ?? []), [shown]);
  const marked = useMemo(() => {
    const words = draft?.words ? [{ id: DRAFT, ...draft.words }] : [];
    const open = threads.flatMap(({ id, first: { quote, anchor, isResolved, isDeleted } }) =>
      quote !== null && !isResolved && !isDeleted ? [{ id, quote, anchor }] : [],
    );
    return [...open, ...words];
  }, [threads, draft]);
  useNamedThread(threads, (activeId) => setAttention({ activeId, replyingId: null }));
  const look = (activeId: string) => setAttention({ ...attention, activeId });
  const marks = useCommentMarks(
    editor,
    { threads: marked, activeId: draft ? DRAFT : attention.activeId },
    {
      onCaret: (id) => {
        if (id === DRAFT) return;
        look(id);
        if (list.current) scrollToThread(list.current, id);
      },
      onComment: begin,
    },
  );
  const ordered = inTextOrder(threads, marks.onWords);
  useThreadKeys({ list, threads: ordered, attention, onAttention: setAttention, onBegin: begin, commenting });

  const unread = threads.reduce((sum, thread) => sum + unreadIn(thread), 0);
  return (
    <Panel
      title="Comments"
      action={
        <>
          {unread > 0 && <span className={classes.unread}>{unread} new</span>}
          {commenting.mayWrite && !draft && (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconMessagePlus size={14} aria-hidden />}
              // The text keeps its selection.
              onPointerDown={(event) => event.preventDefault()}
              onClick={begin}
            >
              {marks.hasSelection ? 'Comment on words' : 'Comment'}
            </Button>
          )}
        </>
      }
    >
      <div className={classes.parts} ref={list}>
        {problem && <ErrorState message={problem} />}
        {error && <ErrorState message={error} onRetry={refresh} />}
        {draft && (
          <CommentDraft
            words={draft.words}
            commenting={commenting}
            onWhole={() => setDraft({ words: null })}
            onEnd={() => setDraft(null)}
          />
        )}
        {!comments && !error && <Loading height={96} />}
        {comments && threads.length === 0 && !draft && (
          <p className={classes.nothing}>
            {commenting.mayWrite
              ? 'Nothing yet. Select words in the text to comment on them, or comment on the whole.'
              : 'Nothing yet.'}
          </p>
        )}
        <ThreadList
          threads={ordered}
          onWords={marks.onWords}
          commenting={commenting}
          attention={attention}
          onAttention={setAttention}
          onShowWords={marks.show}
        />
      </div>
    </Panel>
  );
}

/** Within the list alone: the text stays where it is read. */
function scrollToThread(list: HTMLElement, threadId: string): void {
  const card = list.querySelector(`[data-thread="${CSS.escape(threadId)}"]`);
  if (card) list.scrollTop += card.getBoundingClientRect().top - list.getBoundingClientRect().top;
}
