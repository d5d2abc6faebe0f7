'use client';

import { ActionIcon, Popover, UnstyledButton } from '@mantine/core';
import { IconMoodPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Commenting } from './commenting.ts';
import classes from './Reactions.module.css';
import { isGiven, type Said } from './threads.ts';

// As the API takes them.
const EMOJI = [
  ['👍', 'agree'],
  ['👎', 'disagree'],
  ['❤️', 'thank you'],
  ['🎉', 'well found'],
  ['😄', 'amused'],
  ['👀', 'looking at it'],
  ['🤔', 'not sure'],
  ['✅', 'checked'],
  ['❓', 'a question'],
] as const;

interface ReactionChoiceProps {
  comment: Said;
  commenting: Commenting;
}

/** A short answer to a comment: one of some emoji. */
export function ReactionChoice({ comment, commenting }: ReactionChoiceProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label="React"
          onClick={() => setOpen(!isOpen)}
        >
          <IconMoodPlus size={16} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.choice} aria-label="React">
        {EMOJI.map(([emoji, name]) => {
          const isMine = isGiven(comment, emoji);
          return (
            <UnstyledButton
              key={emoji}
              className={classes.emoji}
              title={name}
              aria-label={`${emoji} ${name}`}
              aria-pressed={isMine}
              onClick={() => {
                setOpen(false);
                commenting.react(comment.id, emoji, !isMine);
              }}
            >
              {emoji}
            </UnstyledButton>
          );
        })}
      </Popover.Dropdown>
    </Popover>
  );
}
