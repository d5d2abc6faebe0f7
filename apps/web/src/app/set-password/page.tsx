import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SetPasswordPage } from '../../features/session/SetPasswordPage.tsx';

export const metadata: Metadata = {
  title: 'Set your password',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

export default function Page() {
  return (
    <Suspense>
      <SetPasswordPage />
    </Suspense>
  );
}
