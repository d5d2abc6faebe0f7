import type { Metadata } from 'next';
import { InvitationPage } from '../../../features/people/InvitationPage.tsx';

export const metadata: Metadata = {
  title: 'Invitation',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

export default function Page() {
  return <InvitationPage />;
}
