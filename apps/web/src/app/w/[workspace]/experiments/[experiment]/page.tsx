import type { Metadata } from 'next';
import { ExperimentByName } from '../../../../../features/experiments/ExperimentByName.tsx';

export const metadata: Metadata = { title: 'Experiment' };

export default async function Page({ params }: { params: Promise<{ experiment: string }> }) {
  const { experiment } = await params;
  return <ExperimentByName name={decodeURIComponent(experiment)} />;
}
