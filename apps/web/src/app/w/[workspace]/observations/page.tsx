import type { Metadata } from 'next';
import { ObservationsPage } from '../../../../features/observations/list/ObservationsPage.tsx';

export const metadata: Metadata = { title: 'Observations' };

export default function Page() {
  return <ObservationsPage />;
}
