'use client';

import { useQuery } from 'urql';
import { Panel } from '../../../ui/Panel.tsx';
import { ErrorState } from '../../../ui/States.tsx';
import { useChanged, useDocumentState } from '../document/DocumentProvider.tsx';
import { Accepted } from './Accepted.tsx';
import classes from './Heirs.module.css';
import { CLUSTER_HEIRS } from './heirDocuments.ts';
import { Offers } from './Offers.tsx';
import { PassedOn } from './PassedOn.tsx';

/** What was written of clusters that this one is the heir of, offered to it, and the heirs of this one; nothing where there are none. */
export function HeirsPanel({ clusterId }: { clusterId: string }) {
  const { mayWrite } = useDocumentState();
  const [{ data, error }, again] = useQuery({
    query: CLUSTER_HEIRS,
    variables: { id: clusterId },
    requestPolicy: 'cache-and-network',
  });
  const refresh = () => again({ requestPolicy: 'network-only' });
  useChanged('heirs', refresh);
  const cluster = data?.node?.__typename === 'Cluster' ? data.node : null;
  if (error && !cluster) return <ErrorState message={error.message} onRetry={refresh} />;
  if (!cluster) return null;
  // Where nothing is written there is nothing to be passed on.
  const isWritten = (cluster.observation?.revision ?? 0) > 0;
  // What was taken over from here is not offered back.
  const passedOn = new Set(cluster.heirs.filter(({ isAccepted }) => isAccepted).map(({ to }) => to.id));
  const inherited = new Set(
    cluster.ancestors.filter(({ isAccepted }) => isAccepted).map(({ from }) => from.id),
  );
  const heirs = cluster.heirs.filter(({ isAccepted, to }) => isAccepted || !inherited.has(to.id));
  const ancestors = cluster.ancestors.filter(({ isAccepted, from }) => isAccepted || !passedOn.has(from.id));
  return (
    <>
      {ancestors.length > 0 && (
        <Offers cluster={cluster} ancestors={ancestors} canWrite={mayWrite} onChange={refresh} />
      )}
      {isWritten && heirs.length > 0 && (
        <Panel
          title="Heirs"
          say="Clusters of other experiments with many of the same members. What is written here is offered there."
        >
          <div className={classes.heirs}>
            {heirs.map((heir) => (
              <PassedOn key={heir.to.id} other={heir.to} from={cluster} to={heir.to} heir={heir}>
                {heir.isAccepted && <Accepted>Taken over there</Accepted>}
              </PassedOn>
            ))}
          </div>
        </Panel>
      )}
    </>
  );
}
