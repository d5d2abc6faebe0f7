'use client';

import { useQuery } from 'urql';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { AttachedTable } from './AttachedTable.tsx';
import { AttachTable } from './AttachTable.tsx';
import classes from './Catalogue.module.css';
import { ColumnTable } from './ColumnTable.tsx';
import { CATALOGUE } from './catalogueDocuments.ts';

/** What tables say of a version's samples, and where another is attached. */
export function CataloguePanel({ versionId }: { versionId: string }) {
  const [{ data, error }, refetch] = useQuery({
    query: CATALOGUE,
    variables: { id: versionId },
    requestPolicy: 'cache-and-network',
  });
  const read = () => refetch({ requestPolicy: 'network-only' });
  const version = data?.node && 'catalogueFiles' in data.node ? data.node : null;
  if (error && !version) return <ErrorState message={error.message} onRetry={read} />;
  if (!version) return <Loading height={240} />;
  const { catalogue, catalogueFiles, sampleCount } = version;
  return (
    <div className={classes.sections}>
      <AttachTable versionId={versionId} isFirst={catalogueFiles.length === 0} onAttached={read} />
      {catalogueFiles.length > 0 && (
        <Panel title="Attached tables">
          <ul className={classes.files}>
            {catalogueFiles.map((file) => (
              <AttachedTable key={file.attachedAt + file.name} file={file} />
            ))}
          </ul>
        </Panel>
      )}
      {catalogue.length > 0 && (
        <Panel title="Columns">
          <ColumnTable columns={catalogue} sampleCount={sampleCount} />
        </Panel>
      )}
    </div>
  );
}
