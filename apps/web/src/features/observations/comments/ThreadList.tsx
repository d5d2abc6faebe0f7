'use client';

import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { Commenting } from './commenting.ts';
import { ThreadCard } from './ThreadCard.tsx';
import classes from './ThreadList.module.css';
import type { Thread } from './threads.ts';

/** Which thread is looked at, and which is answered. */
export interface Attention {
  activeId: string | null;
  replyingId: string | null;
}

interface ThreadListProps {
  /** In the order in which they are shown. */
  threads: readonly Thread[];
  /** Those whose words stand in the text. */
  onWords: readonly string[];
  commenting: Commenting;
  attention: Attention;
  onAttention: (attention: Attention) => void;
  onShowWords: (threadId: string) => void;
}

/** The threads that are open; those that are resolved fold away below them. */
export function ThreadList(props: ThreadListProps) {
  const { threads, attention } = props;
  const [isUnfolded, setUnfolded] = useState(false);
  const open = threads.filter(({ first }) => !first.isResolved);
  const resolved = threads.filter(({ first }) => first.isResolved);
  const isShown = isUnfolded || resolved.some(({ id }) => id === attention.activeId);
  const Icon = isShown ? IconChevronDown : IconChevronRight;
  return (
    <>
      {open.length > 0 && <Cards {...props} threads={open} label="Open threads" />}
      {resolved.length > 0 && (
        <>
          <UnstyledButton
            className={classes.fold}
            aria-expanded={isShown}
            onClick={() => setUnfolded(!isShown)}
          >
            <Icon size={14} aria-hidden /> {resolved.length} resolved
          </UnstyledButton>
          {isShown && <Cards {...props} threads={resolved} label="Resolved threads" />}
        </>
      )}
    </>
  );
}

function Cards({
  threads,
  label,
  onWords,
  commenting,
  attention,
  onAttention,
  onShowWords,
}: ThreadListProps & { label: string }) {
  return (
    <ul className={classes.threads} aria-label={label}>
      {threads.map((thread) => {
        const { id } = thread;
        return (
          <ThreadCard
            key={id}
            thread={thread}
            commenting={commenting}
            isActive={id === attention.activeId}
            isOnWords={onWords.includes(id)}
            isReplying={id === attention.replyingId}
            onActive={() => id !== attention.activeId && onAttention({ ...attention, activeId: id })}
            onReplying={(isReplying) => onAttention({ activeId: id, replyingId: isReplying ? id : null })}
            onShowWords={() => onShowWords(id)}
          />
        );
      })}
    </ul>
  );
}
