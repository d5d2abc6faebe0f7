'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useQuery } from 'urql';
import { experimentId } from '../../../ui/format.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Empty, ErrorState, Loading } from '../../../ui/States.tsx';
import { Trail } from '../../frame/Trail.tsx';
import { Problem } from '../../people/Problem.tsx';
import { usePagePaths } from '../../session/pagePaths.tsx';
import { useSession, useWorkspacePath } from '../../session/session.tsx';
import { BlindReview } from './BlindReview.tsx';
import { FinishedReview } from './FinishedReview.tsx';
import { BLIND_REVIEW, type ShownReview } from './reviewDocuments.ts';
import { useBlindAnswers } from './useBlindAnswers.ts';

const EXAMPLES = 9;

/** A blind review: pictures to be answered, and what came of it once one has answered them all. Nothing that people wrote is asked for. */
export function ReviewPage({ id }: { id: string }) {
  const [{ data, error }, again] = useQuery({
    query: BLIND_REVIEW,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const refresh = () => again({ requestPolicy: 'network-only' });
  if (error && !data?.node) return <ErrorState message={error.message} onRetry={refresh} />;
  if (!data) return <Loading height={480} />;
  const review = data.node?.__typename === 'Review' ? data.node : null;
  if (!review) return <Empty title="There is no such review" isPage />;
  return <Shown review={review} onChange={refresh} />;
}

function Shown({ review, onChange }: { review: ShownReview; onChange: () => void }) {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const paths = usePagePaths();
  const { label, experiment, examples } = review.cluster;
  const { items, problem, answer } = useBlindAnswers(review, onChange);
  const number = experimentId(experiment.number);
  const page = paths.cluster(experiment, label) ?? to('/experiments');
  const isOpen = review.status === 'OPEN' && items.some((item) => !item.answer);
  const mayAnswer = isOpen && workspace.role !== 'VIEWER';
  const asked = new Set(items.map(({ sample }) => sample.id));
  const shown = (examples?.edges ?? []).map(({ node }) => node).filter((one) => !asked.has(one.id));
  return (
    <>
      <Trail
        steps={[
          { name: 'Experiments', path: '/experiments' },
          { name: number, path: `/experiments/${number}` },
          { name: 'Blind review' },
        ]}
      />
      <PageHeader
        title={`Does it belong to cluster ${label} of ${number}?`}
        detail={
          mayAnswer
            ? 'Members and samples of other clusters are mixed. Go by what you see; what comes of it is shown at the end.'
            : 'A blind review.'
        }
        actions={
          <Button component={Link} href={page} variant="default">
            {mayAnswer ? 'Go on later' : 'To the cluster'}
          </Button>
        }
      />
      <Problem sentence={problem} />
      {mayAnswer && <BlindReview items={items} examples={shown.slice(0, EXAMPLES)} onAnswer={answer} />}
      {/* Between the last answer and what came of it. */}
      {!mayAnswer && !isOpen && !review.mayReadWords && <Loading height={240} />}
      {!mayAnswer && (isOpen || review.mayReadWords) && <FinishedReview review={review} isOpen={isOpen} />}
    </>
  );
}
