'use client';

import { Button } from '@mantine/core';
import { useQuery } from 'urql';
import { useSearchState } from '../../../api/useSearchState.ts';
import { formatCount } from '../../../ui/format.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Empty, ErrorState, Loading } from '../../../ui/States.tsx';
import { Trail } from '../../frame/Trail.tsx';
import { usePagePaths } from '../../session/pagePaths.tsx';
import { useSession, useWorkspacePath } from '../../session/session.tsx';
import { ObservationFilters } from './ObservationFilters.tsx';
import { ObservationRow } from './ObservationRow.tsx';
import classes from './ObservationsPage.module.css';
import { askedObservations, isAsking } from './observationFilter.ts';
import { STUDY_NAME } from './observationsDocuments.ts';
import { subjectPath } from './subjects.ts';
import { useObservationFilter } from './useObservationFilter.ts';
import { useObservations } from './useObservations.ts';

const NOTHING_ASKED = {
  text: null,
  label: null,
  tag: null,
  kind: null,
  confidence: null,
  experiment: null,
  study: null,
};

/** What was written in the workspace, the last first; the address says what is looked for. */
export function ObservationsPage() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const paths = usePagePaths();
  const [search, change] = useSearchState();
  const asked = askedObservations(search);
  const { filter, isNothing, error: lookup } = useObservationFilter(workspace.slug, asked);
  const { rows, total, hasMore, isLoading, error, loadMore } = useObservations(workspace.slug, filter);
  const failure = lookup ?? error;
  const isEmpty = isNothing || rows?.length === 0;
  return (
    <>
      <Trail steps={[{ name: 'Observations' }]} />
      <PageHeader
        title="Observations"
        detail={
          total === null || isNothing ? null : `${formatCount(total)} ${isAsking(asked) ? 'found' : 'in all'}`
        }
      />
      <ObservationFilters asked={asked} onChange={change} />
      {asked.study && <OfStudy id={asked.study} onAll={() => change({ study: null })} />}
      {failure && <ErrorState message={failure} onRetry={loadMore} />}
      {!rows && !failure && !isNothing && <Loading height={320} />}
      {isEmpty &&
        (isAsking(asked) ? (
          <Empty title="No observation fits">
            <button type="button" className={classes.all} onClick={() => change(NOTHING_ASKED)}>
              Show all
            </button>
          </Empty>
        ) : (
          <Empty title="No observations yet">
            Open a cluster of an experiment and write what it is; or do it by a script, with writeObservation.
          </Empty>
        ))}
      {!isNothing && rows && rows.length > 0 && (
        <ul className={classes.list} aria-busy={isLoading}>
          {rows.map((observation) => (
            <li key={observation.id}>
              <ObservationRow observation={observation} href={subjectPath(observation.subject, paths, to)} />
            </li>
          ))}
        </ul>
      )}
      {hasMore && !isNothing && (
        <div className={classes.more}>
          <Button variant="default" loading={isLoading} onClick={loadMore}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

/** That only those of one study are shown. */
function OfStudy({ id, onAll }: { id: string; onAll: () => void }) {
  const [{ data }] = useQuery({ query: STUDY_NAME, variables: { id } });
  const name = data?.node && 'name' in data.node ? data.node.name : null;
  return (
    <p className={classes.ofStudy}>
      Of the study {name ?? '…'} alone.{' '}
      <button type="button" className={classes.all} onClick={onAll}>
        Of all
      </button>
    </p>
  );
}
