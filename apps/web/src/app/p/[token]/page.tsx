import type { Metadata } from 'next';
import { Suspense } from 'react';
import { PublicPage } from '../../../features/publicLinks/PublicPage.tsx';

export const metadata: Metadata = {
  title: 'Shared',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <Suspense>
      <PublicPage token={token} />
    </Suspense>
  );
}
