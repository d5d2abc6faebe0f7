'use client';

import { CloseButton } from '@mantine/core';
import { CommentForm } from './CommentForm.tsx';
import classes from './CommentsPanel.module.css';
import type { Commenting } from './commenting.ts';
import type { ChosenWords } from './Draft.tsx';

interface CommentDraftProps {
  /** What it is on; null of the whole. */
  words: ChosenWords | null;
  commenting: Commenting;
  /** It is on the whole after all. */
  onWhole: () => void;
  /** It was sent, or is not to be. */
  onEnd: () => void;
}

/** A comment that begins a thread. */
export function CommentDraft({ words, commenting, onWhole, onEnd }: CommentDraftProps) {
  return (
    <div className={classes.draft}>
      {words && (
        <div className={classes.words}>
          <span className={classes.quote}>{words.quote}</span>
          <CloseButton size={24} iconSize={14} aria-label="Comment on the whole instead" onClick={onWhole} />
        </div>
      )}
      <CommentForm
        label={words ? 'Comment on these words' : 'Comment on the whole'}
        verb="Comment"
        members={commenting.members}
        onCancel={onEnd}
        onSend={async (body) => {
          const problem = await commenting.add({ body, words });
          if (problem === null) onEnd();
          return problem;
        }}
      />
    </div>
  );
}
