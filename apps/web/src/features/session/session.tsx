'use client';

import { useParams, useRouter, useSearchParams } from 'next/navigation';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useQuery } from 'urql';
import type { SessionQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';

const SESSION = graphql(`
  query Session {
    viewer {
      user {
        id
        name
        email
      }
      workspaces {
        id
        slug
        name
        role
      }
    }
    system {
      version
      backend
      threads
      workers
      queueDepth
      uploadUrl
      readsServerFolders
    }
  }
`);

type Viewer = NonNullable<SessionQuery['viewer']>;
export interface Session {
  user: Viewer['user'];
  workspaces: Viewer['workspaces'];
  workspace: Viewer['workspaces'][number];
  system: SessionQuery['system'];
  refresh(): void;
}

/** Who is signed in, where; set by the gate, and by pages that show components outside of a workspace. */
export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of a workspace.');
  return session;
}

/** Null outside of a workspace. */
export const useMaybeSession = (): Session | null => useContext(SessionContext);

/** The path of a page in the present workspace. */
export function useWorkspacePath(): (path: string) => string {
  const { workspace } = useSession();
  return (path) => `/w/${workspace.slug}${path}`;
}

/** Lets signed-in members of the workspace of the address in; sends others to sign in. */
export function SessionGate({ children }: { children: ReactNode }) {
  const router = useRouter();
  const { workspace: slug } = useParams<{ workspace: string }>();
  const [{ data, error, fetching }, refetch] = useQuery({ query: SESSION });
  const isSignedOut = data !== undefined && data.viewer === null;
  useEffect(() => {
    if (isSignedOut) router.replace('/sign-in');
  }, [isSignedOut, router]);

  if (error && !data)
    return (
      <ErrorState
        message="The server does not answer."
        onRetry={() => refetch({ requestPolicy: 'network-only' })}
      />
    );
  if (!data?.viewer) return fetching || isSignedOut ? <Loading height={400} /> : null;
  const { user, workspaces } = data.viewer;
  const workspace = workspaces.find((candidate) => candidate.slug === slug);
  if (!workspace)
    return (
      <main className="alone">
        <Empty title="There is no such workspace for you" isPage>
          Ask one of its owners for an invitation, or open <a href="/">your own</a>.
        </Empty>
      </main>
    );
  const session: Session = {
    user,
    workspaces,
    workspace,
    system: data.system,
    refresh: () => refetch({ requestPolicy: 'network-only' }),
  };
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

/** Sends whoever opens the site's root to their workspace, or to sign in. */
export function FirstWorkspace() {
  const router = useRouter();
  const [{ data, error }, refetch] = useQuery({ query: SESSION });
  // A link that does not work comes back here with the reason.
  const reason = useSearchParams().get('error');
  const signIn = reason ? `/sign-in?error=${encodeURIComponent(reason)}` : '/sign-in';
  const target = data && (data.viewer ? `/w/${data.viewer.workspaces[0]?.slug ?? ''}` : signIn);
  useEffect(() => {
    if (target && target !== '/w/') router.replace(target);
  }, [target, router]);
  if (error && !data)
    return (
      <ErrorState
        message="The server does not answer."
        onRetry={() => refetch({ requestPolicy: 'network-only' })}
      />
    );
  if (target === '/w/') return <Empty title="You have no workspace yet">Ask for an invitation to one.</Empty>;
  return <Loading height={400} />;
}
