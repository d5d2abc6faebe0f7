import type { Metadata } from 'next';
import { SamplePage } from '../../../../../../../features/datasets/SamplePage.tsx';

export const metadata: Metadata = { title: 'Sample' };

export default async function Page({ params }: { params: Promise<{ dataset: string; sample: string }> }) {
  const { dataset, sample } = await params;
  return <SamplePage datasetId={decodeURIComponent(dataset)} id={decodeURIComponent(sample)} />;
}
