import type { Metadata } from 'next';
import { ExperimentsPage } from '../../../../features/experiments/list/ExperimentsPage.tsx';

export const metadata: Metadata = { title: 'Experiments' };

export default function Page() {
  return <ExperimentsPage />;
}
