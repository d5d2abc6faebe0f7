'use client';

import { useQuery } from 'urql';
import { CannotTell } from './CannotTell.tsx';
import { CLUSTER_REVIEWS } from './reviewDocuments.ts';

/** Marks a cluster that people could not tell from the others; nothing where they could, or where nobody looked. */
export function ToldApartMark({ clusterId }: { clusterId: string }) {
  const [{ data }] = useQuery({ query: CLUSTER_REVIEWS, variables: { id: clusterId } });
  const cluster = data?.node && 'reviews' in data.node ? data.node : null;
  return cluster?.isToldApart === false ? <CannotTell reason={cluster.toldApartReason} isShort /> : null;
}
