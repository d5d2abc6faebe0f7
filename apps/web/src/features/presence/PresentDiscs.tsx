'use client';

import { Popover, UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../session/session.tsx';
import { Disc } from './Disc.tsx';
import classes from './Presence.module.css';
import { PresentList } from './PresentList.tsx';
import { othersFirst } from './people.ts';
import type { Presence } from './presenceDocument.ts';

const MOST_DISCS = 5;
// So long the pointer may be between the discs and the card.
const LEAVE_MS = 200;

/** People as discs; who they are and where, when pointed at or pressed. */
export function PresentDiscs({ here: { members, count } }: { here: Presence }) {
  const { user } = useSession();
  const [isOpen, setOpen] = useState(false);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const enter = () => {
    clearTimeout(leaving.current);
    setOpen(true);
  };
  const leave = () => {
    leaving.current = setTimeout(() => setOpen(false), LEAVE_MS);
  };
  useEffect(() => () => clearTimeout(leaving.current), []);
  const ordered = othersFirst(members, user.id);
  const shown = ordered.slice(0, MOST_DISCS);
  const label = `Who is here: ${count === 1 ? '1 person' : `${count} people`}`;
  return (
    <Popover position="bottom-end" width={280} opened={isOpen} onChange={setOpen} returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.discs}
          aria-label={label}
          onClick={() => setOpen(true)}
          onPointerEnter={({ pointerType }) => pointerType === 'mouse' && enter()}
          onPointerLeave={({ pointerType }) => pointerType === 'mouse' && leave()}
        >
          {shown.map((member) => (
            <Disc key={member.user.id} user={member.user} />
          ))}
          {count > shown.length && <span className={`number ${classes.more}`}>+{count - shown.length}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown
        className={classes.card}
        aria-label="Who is here"
        onPointerEnter={enter}
        onPointerLeave={({ pointerType }) => pointerType === 'mouse' && leave()}
      >
        <PresentList members={ordered} count={count} />
      </Popover.Dropdown>
    </Popover>
  );
}
