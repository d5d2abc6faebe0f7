import type { Metadata } from 'next';
import { ExperimentPage } from '../../../../../features/experiments/ExperimentPage.tsx';

export const metadata: Metadata = { title: 'Experiment' };

export default async function Page({ params }: { params: Promise<{ experiment: string }> }) {
  const { experiment } = await params;
  return <ExperimentPage id={decodeURIComponent(experiment)} />;
}
