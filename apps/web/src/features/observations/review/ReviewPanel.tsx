'use client';

import { Button } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { useActivity } from '../../../api/useActivity.ts';
import { useThrottled } from '../../../api/useThrottled.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { ErrorState, Loading } from '../../../ui/States.tsx';
import { TimeAgo } from '../../../ui/TimeAgo.tsx';
import { Problem } from '../../people/Problem.tsx';
import { useSession, useWorkspacePath } from '../../session/session.tsx';
import { CannotTell } from './CannotTell.tsx';
import classes from './Review.module.css';
import { ReviewResult } from './ReviewResult.tsx';
import { CLOSE_REVIEW, CLUSTER_REVIEWS, CREATE_REVIEW, type ListedReview } from './reviewDocuments.ts';
import { answeredCount } from './reviewProgress.ts';

/** Of a review's page within the workspace. */
export const reviewPath = (id: string): string => `/reviews/${encodeURIComponent(id)}`;

/** The blind reviews of a cluster: the open one to be answered, what came of the others, and the way to begin one. */
export function ReviewPanel({ clusterId }: { clusterId: string }) {
  const router = useRouter();
  const to = useWorkspacePath();
  const { workspace } = useSession();
  const canWrite = workspace.role !== 'VIEWER';
  const [{ data, error }, again] = useQuery({
    query: CLUSTER_REVIEWS,
    variables: { id: clusterId },
    requestPolicy: 'cache-and-network',
  });
  const [{ fetching: isBeginning }, create] = useMutation(CREATE_REVIEW);
  const [{ fetching: isClosing }, close] = useMutation(CLOSE_REVIEW);
  const [problem, setProblem] = useState<string | null>(null);
  const refresh = useThrottled(() => again({ requestPolicy: 'network-only' }), 1000);
  useActivity(workspace.slug, refresh);
  const cluster = data?.node && 'reviews' in data.node ? data.node : null;
  if (error && !cluster) return <ErrorState message={error.message} onRetry={refresh} />;
  if (!cluster) return <Loading height={120} />;
  if (cluster.isNoise) return null;
  const isOpen = cluster.reviews.some(({ status }) => status === 'OPEN');
  const begin = async () => {
    const answered = await create({ input: { clusterId } });
    const payload = answered.data?.createReview;
    setProblem(answered.error?.message ?? payload?.problems[0]?.message ?? null);
    if (payload?.review) router.push(to(reviewPath(payload.review.id)));
    else refresh();
  };
  const end = async (id: string) => {
    const answered = await close({ input: { id } });
    setProblem(answered.error?.message ?? answered.data?.closeReview.problems[0]?.message ?? null);
    refresh();
  };
  return (
    <Panel
      title="Blind review"
      say="People say of pictures whether they belong, before they read what others wrote: do they agree, and can they tell the cluster from the rest?"
      action={
        canWrite &&
        !isOpen && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconEyeOff size={14} aria-hidden />}
            loading={isBeginning}
            onClick={() => void begin()}
          >
            Begin one
          </Button>
        )
      }
    >
      <Problem sentence={problem} />
      {cluster.isToldApart === false && (
        <div className={classes.untold}>
          <CannotTell />
          <p className={classes.faint}>{cluster.toldApartReason}</p>
        </div>
      )}
      {cluster.reviews.length === 0 && <p className={classes.faint}>There was none yet.</p>}
      <ul className={classes.reviews}>
        {cluster.reviews.map((review) => (
          <li key={review.id}>
            <ReviewItem
              review={review}
              href={to(reviewPath(review.id))}
              onClose={canWrite && review.status === 'OPEN' ? () => void end(review.id) : null}
              isClosing={isClosing}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface ReviewItemProps {
  review: ListedReview;
  href: string;
  /** Null where it cannot be closed. */
  onClose: (() => void) | null;
  isClosing: boolean;
}

function ReviewItem({ review, href, onClose, isClosing }: ReviewItemProps) {
  const { status, createdAt, closedAt, createdBy, reviewers, mayReadWords, items } = review;
  const own = answeredCount(items);
  const isOver = status === 'CLOSED' || own === items.length;
  const mustAnswer = !isOver && !mayReadWords;
  return (
    <>
      <p className={classes.faint}>
        {status === 'OPEN' ? 'Open since ' : 'Closed '}
        <TimeAgo at={closedAt ?? createdAt} />
        {createdBy && `, begun by ${createdBy.name}`}
        {`, ${reviewers === 1 ? '1 reviewer' : `${reviewers} reviewers`}`}
      </p>
      {isOver && <ReviewResult review={review} />}
      <div className={classes.actions}>
        {mustAnswer ? (
          <Button size="xs" component={Link} href={href}>
            {own === 0 ? `Answer ${items.length} pictures` : `Go on: ${own} of ${items.length} answered`}
          </Button>
        ) : (
          // Who may not answer sees nothing there before it is closed.
          isOver && <Link href={href}>Picture by picture</Link>
        )}
        {onClose && (
          <Button size="xs" variant="default" loading={isClosing} onClick={onClose}>
            Close it
          </Button>
        )}
      </div>
    </>
  );
}
