'use client';

import { Button, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconRotate } from '@tabler/icons-react';
import { CommentForm } from './CommentForm.tsx';
import { CommentView } from './CommentView.tsx';
import type { Commenting } from './commenting.ts';
import classes from './ThreadCard.module.css';
import { repliesText, type Thread } from './threads.ts';

interface ThreadCardProps {
  thread: Thread;
  commenting: Commenting;
  /** Whether it is the one that is looked at. */
  isActive: boolean;
  /** Whether its words stand in the text still. */
  isOnWords: boolean;
  isReplying: boolean;
  onActive: () => void;
  onReplying: (isReplying: boolean) => void;
  /** Shows the words in the text. */
  onShowWords: () => void;
}

/** A thread: the words that it is on, what was said, and what can be done with it. */
export function ThreadCard(props: ThreadCardProps) {
  const { thread, commenting, isActive, isOnWords, isReplying, onActive, onReplying, onShowWords } = props;
  const { first, replies } = thread;
  const { mayWrite, members, add, resolve } = commenting;
  const name = `${first.author?.name ?? 'Somebody'}: ${first.quote ?? 'on the whole'}, ${repliesText(replies.length)}`;
  return (
    <li
      className={classes.thread}
      data-active={isActive}
      data-thread={thread.id}
      tabIndex={-1}
      aria-label={name}
      onFocus={onActive}
    >
      {first.quote !== null &&
        (isOnWords ? (
          <UnstyledButton className={classes.quote} title="Show it in the text" onClick={onShowWords}>
            {first.quote}
          </UnstyledButton>
        ) : (
          <p className={classes.quote} data-gone>
            {/* Nobody looks for the words of what is resolved. */}
            {first.quote} {!first.isResolved && <span className={classes.gone}>no longer in the text</span>}
          </p>
        ))}
      <CommentView comment={first} commenting={commenting} />
      {replies.map((reply) => (
        <CommentView key={reply.id} comment={reply} commenting={commenting} />
      ))}
      {isReplying && (
        <CommentForm
          label="Reply"
          verb="Reply"
          members={members}
          onCancel={() => onReplying(false)}
          onSend={async (body) => {
            const problem = await add({ body, replyTo: thread.id });
            if (problem === null) onReplying(false);
            return problem;
          }}
        />
      )}
      {mayWrite && !isReplying && (
        <div className={classes.actions}>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconArrowBackUp size={14} aria-hidden />}
            onClick={() => onReplying(true)}
          >
            Reply
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={
              first.isResolved ? <IconRotate size={14} aria-hidden /> : <IconCheck size={14} aria-hidden />
            }
            onClick={() => resolve(thread.id, !first.isResolved)}
          >
            {first.isResolved ? 'Reopen' : 'Resolve'}
          </Button>
        </div>
      )}
    </li>
  );
}
