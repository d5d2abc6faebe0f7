import type { Metadata } from 'next';
import { ApiPage } from '../../../../features/apiPage/ApiPage.tsx';

export const metadata: Metadata = { title: 'API' };

export default function Page() {
  return <ApiPage />;
}
