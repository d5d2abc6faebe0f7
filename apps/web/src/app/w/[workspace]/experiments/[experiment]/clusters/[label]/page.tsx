import type { Metadata } from 'next';
import { ClusterPage } from '../../../../../../../features/observations/clusterPage/ClusterPage.tsx';

export const metadata: Metadata = { title: 'Cluster' };

export default async function Page({ params }: { params: Promise<{ experiment: string; label: string }> }) {
  const { experiment, label } = await params;
  return <ClusterPage experiment={decodeURIComponent(experiment)} label={decodeURIComponent(label)} />;
}
