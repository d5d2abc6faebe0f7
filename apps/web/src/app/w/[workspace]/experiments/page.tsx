import type { Metadata } from 'next';
import { ExperimentsPage } from '../../../../features/experiments/ExperimentsPage.tsx';

export const metadata: Metadata = { title: 'Experiments' };

export default function Page() {
  return <ExperimentsPage />;
}
