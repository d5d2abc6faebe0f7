'use client';

import { Button, Switch } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { NotificationRows } from './NotificationRows.tsx';
import classes from './Notifications.module.css';
import { MARK_READ, NOTIFICATIONS } from './notificationDocuments.ts';

const STEP = 20;
// As many as the API gives at once.
const MOST = 100;

interface NotificationListProps {
  unread: number;
  /** Changes with each that comes, and each that is read somewhere. */
  newestId: string | null;
  notices: { isOn: boolean; turn: () => void };
  onFollow: () => void;
}

/** What one was told, the newest first; and whether one is told at once. */
export function NotificationList({ unread, newestId, notices, onFollow }: NotificationListProps) {
  const [first, setFirst] = useState(STEP);
  const [{ data, error }, refetch] = useQuery({
    query: NOTIFICATIONS,
    variables: { first },
    requestPolicy: 'cache-and-network',
  });
  const [{ fetching: isMarking, error: markError }, markRead] = useMutation(MARK_READ);
  const seen = useRef(`${unread} ${newestId}`);
  useEffect(() => {
    const now = `${unread} ${newestId}`;
    if (seen.current === now) return;
    seen.current = now;
    refetch({ requestPolicy: 'network-only' });
  }, [unread, newestId, refetch]);
  const page = data?.viewer?.notifications;
  const rows = page?.edges.map(({ node }) => node) ?? [];
  const problem = markError ?? (page ? undefined : error);
  return (
    <>
      <div className={classes.head}>
        <h2>Notifications</h2>
        {unread > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            loading={isMarking}
            onClick={() => void markRead({ ids: null })}
          >
            Mark all as read
          </Button>
        )}
      </div>
      <div className={classes.rows}>
        {problem && <ErrorState message={problem.message} />}
        {!page && !error && <Loading height={120} />}
        {page && rows.length === 0 && (
          <p className={classes.nothing}>
            Nothing yet. You are told when somebody mentions you, answers you, or comments on what you wrote.
          </p>
        )}
        <NotificationRows rows={rows} onRead={(id) => void markRead({ ids: [id] })} onFollow={onFollow} />
        {page?.pageInfo.hasNextPage && first < MOST && (
          <Button variant="subtle" size="xs" fullWidth onClick={() => setFirst(first + STEP)}>
            Older ones
          </Button>
        )}
      </div>
      <div className={classes.foot}>
        <Switch
          size="xs"
          label="Tell me at once"
          description="Of these, and of experiments that are over; by your browser too while this page is not seen."
          checked={notices.isOn}
          onChange={notices.turn}
        />
      </div>
    </>
  );
}
