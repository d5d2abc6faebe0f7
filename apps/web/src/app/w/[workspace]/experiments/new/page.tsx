import type { Metadata } from 'next';
import { NewExperimentPage } from '../../../../../features/newExperiment/NewExperimentPage.tsx';

export const metadata: Metadata = { title: 'New experiment' };

export default function Page() {
  return <NewExperimentPage />;
}
