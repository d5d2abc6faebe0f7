import type { Metadata } from 'next';
import { NewExperimentPage } from '../../../../../features/experiments/NewExperimentPage.tsx';

export const metadata: Metadata = { title: 'New experiment' };

export default function Page() {
  return <NewExperimentPage />;
}
