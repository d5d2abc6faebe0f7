import Link from 'next/link';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { Tags } from '../../../ui/Tags.tsx';
import { TimeAgo } from '../../../ui/TimeAgo.tsx';
import { datasetPath } from '../../datasets/paths.ts';
import { useWorkspacePath } from '../../session/session.tsx';
import type { ExperimentDetail } from '../experimentDocuments.ts';

/** Where it stands, what it was run on, by whom, and what it is tagged with. */
export function Origin({
  experiment: { status, dataset, datasetVersion, study, createdBy, createdAt, tags, archived },
}: {
  experiment: ExperimentDetail;
}) {
  const to = useWorkspacePath();
  return (
    <>
      <StatusBadge status={status} />
      {dataset && (
        <span>
          on <Link href={to(datasetPath(dataset.id, datasetVersion?.number))}>{dataset.name}</Link>, version{' '}
          {datasetVersion?.number}
        </span>
      )}
      {study && (
        <span>
          of the study <Link href={to(`/studies/${encodeURIComponent(study.id)}`)}>{study.name}</Link>
        </span>
      )}
      <span>
        {createdBy?.name}
        {createdBy ? ', ' : ''}
        <TimeAgo at={createdAt} />
      </span>
      {(tags.length > 0 || archived) && (
        <span>
          <Tags tags={tags} isArchived={archived} />
        </span>
      )}
    </>
  );
}
