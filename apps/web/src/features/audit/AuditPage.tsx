'use client';

import { Button } from '@mantine/core';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { Trail } from '../frame/Trail.tsx';
import { useSession } from '../session/session.tsx';
import classes from './Audit.module.css';
import { AuditTable } from './AuditTable.tsx';
import { useAuditTrail } from './useAuditTrail.ts';

/** Who did what in the workspace, for its owners. */
export function AuditPage() {
  const { workspace } = useSession();
  return (
    <>
      <Trail steps={[{ name: 'People', path: '/people' }, { name: 'Audit trail' }]} />
      <PageHeader title="Audit trail" detail={`Who did what in ${workspace.name}, the newest first.`} />
      {workspace.role === 'OWNER' ? (
        <AuditPanel slug={workspace.slug} />
      ) : (
        <Empty title="Owners read the audit trail">Ask one of them, or to be made one.</Empty>
      )}
    </>
  );
}

function AuditPanel({ slug }: { slug: string }) {
  const { entries, hasMore, isLoading, error, loadMore } = useAuditTrail(slug);
  return (
    <Panel title="What was done">
      {error && <ErrorState message={error} onRetry={loadMore} />}
      {!entries && !error && <Loading height={400} />}
      {entries?.length === 0 && <Empty title="Nothing was done yet" />}
      {entries && entries.length > 0 && <AuditTable entries={entries} />}
      {hasMore && !error && (
        <div className={classes.more}>
          <Button variant="default" loading={isLoading} onClick={loadMore}>
            Show earlier
          </Button>
        </div>
      )}
    </Panel>
  );
}
