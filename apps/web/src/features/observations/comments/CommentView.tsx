'use client';

import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { TimeAgo } from '../../../ui/TimeAgo.tsx';
import { Disc } from '../../presence/Disc.tsx';
import { commentAnchor } from '../anchor.ts';
import { CommentBody } from './CommentBody.tsx';
import classes from './CommentView.module.css';
import type { Commenting } from './commenting.ts';
import { ReactionChoice } from './ReactionChoice.tsx';
import { Reactions } from './Reactions.tsx';
import type { Said } from './threads.ts';

interface CommentViewProps {
  comment: Said;
  commenting: Commenting;
}

/** One comment: who, when, what, and what others gave it. */
export function CommentView({ comment, commenting }: CommentViewProps) {
  const { id, author, body, createdAt, isDeleted, isUnread } = comment;
  const { user, mayWrite, remove } = commenting;
  if (isDeleted)
    return (
      <p id={commentAnchor(id)} className={classes.gone}>
        A comment that was taken back.
      </p>
    );
  return (
    <div id={commentAnchor(id)} className={classes.comment}>
      {author ? <Disc user={author} /> : <span className={classes.nobody} aria-hidden />}
      <div className={classes.said}>
        <div className={classes.head}>
          <span className={classes.name}>{author?.name ?? 'Somebody who left'}</span>
          <span className={classes.when}>
            <TimeAgo at={createdAt} />
          </span>
          {isUnread && <span className={classes.fresh}>new</span>}
          {mayWrite && (
            <span className={classes.tools}>
              {author?.id === user.id && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={24}
                  aria-label="Delete the comment"
                  onClick={() => window.confirm('Delete this comment? Answers to it stay.') && remove(id)}
                >
                  <IconTrash size={15} stroke={1.6} />
                </ActionIcon>
              )}
              <ReactionChoice comment={comment} commenting={commenting} />
            </span>
          )}
        </div>
        <CommentBody body={body} ownId={user.id} />
        <Reactions comment={comment} commenting={commenting} />
      </div>
    </div>
  );
}
