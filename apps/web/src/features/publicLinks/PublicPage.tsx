'use client';

import dynamic from 'next/dynamic';
import { useQuery } from 'urql';
import { ApiProvider } from '../../api/ApiProvider.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { ThemeSwitch } from '../frame/ThemeSwitch.tsx';
import { Mark } from '../session/Mark.tsx';
import classes from './PublicPage.module.css';
import { VISIT } from './publicLinkDocuments.ts';

// A link shows one or the other.
const VisitedComparison = dynamic(
  () => import('./VisitedComparison.tsx').then((module) => module.VisitedComparison),
  {
    ssr: false,
    loading: () => <Loading height={480} />,
  },
);
const VisitedExperiment = dynamic(
  () => import('./VisitedExperiment.tsx').then((module) => module.VisitedExperiment),
  {
    ssr: false,
    loading: () => <Loading height={480} />,
  },
);

// What is no token cannot be sent as one; it shows what a link shows that was revoked.
const TOKEN = /^asl_[\w-]+$/;

/** What whoever has a public link sees. Nothing on it leads into the workspace. */
export function PublicPage({ token }: { token: string }) {
  return (
    <ApiProvider bearer={TOKEN.test(token) ? token : 'none'}>
      <header className={classes.bar}>
        <span className={classes.name}>
          <Mark size={20} /> Asterism
        </span>
        <span className={classes.kind}>Shared by a link, read-only</span>
        <ThemeSwitch />
      </header>
      <main className={classes.page}>
        <Visited />
      </main>
    </ApiProvider>
  );
}

function Visited() {
  const [{ data, error }, refetch] = useQuery({ query: VISIT });
  if (error && !data)
    return (
      <ErrorState
        message={`What this link shows could not be fetched: ${error.message}`}
        onRetry={() => refetch({ requestPolicy: 'network-only' })}
      />
    );
  if (!data) return <Loading height={480} />;
  const subject = data.publicLink?.subject;
  if (subject && 'experiments' in subject) return <VisitedComparison comparison={subject} />;
  if (subject && 'number' in subject) return <VisitedExperiment id={subject.id} />;
  return (
    <div className="alone">
      <PageHeader
        title="This link shows nothing"
        detail="It may have been revoked, have run out, or be cut short. Ask whoever gave it to you for another one."
      />
    </div>
  );
}
