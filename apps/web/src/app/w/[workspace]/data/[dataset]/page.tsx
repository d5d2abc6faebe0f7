import type { Metadata } from 'next';
import { DatasetPage } from '../../../../../features/datasets/DatasetPage.tsx';

export const metadata: Metadata = { title: 'Data set' };

export default async function Page({ params }: { params: Promise<{ dataset: string }> }) {
  const { dataset } = await params;
  return <DatasetPage id={decodeURIComponent(dataset)} />;
}
