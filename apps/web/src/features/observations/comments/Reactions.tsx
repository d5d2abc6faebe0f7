'use client';

import { Tooltip, UnstyledButton } from '@mantine/core';
import type { Commenting } from './commenting.ts';
import classes from './Reactions.module.css';
import { namesOf, type Said } from './threads.ts';

interface ReactionsProps {
  comment: Said;
  commenting: Commenting;
}

/** What others answered in a sign, and how many; pressed, one joins or leaves them. */
export function Reactions({
  comment: { id, reactions },
  commenting: { user, mayWrite, react },
}: ReactionsProps) {
  if (reactions.length === 0) return null;
  return (
    <div className={classes.reactions}>
      {reactions.map(({ emoji, users, isMine }) => {
        const who = `${emoji} ${namesOf(users, user.id)}`;
        return (
          <Tooltip key={emoji} label={who}>
            <UnstyledButton
              className={classes.reaction}
              aria-label={who}
              aria-pressed={isMine}
              disabled={!mayWrite}
              onClick={() => react(id, emoji, !isMine)}
            >
              {emoji} <span className="number">{users.length}</span>
            </UnstyledButton>
          </Tooltip>
        );
      })}
    </div>
  );
}
