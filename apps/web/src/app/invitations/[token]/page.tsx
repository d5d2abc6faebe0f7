import type { Metadata } from 'next';
import { InvitationPage } from '../../../features/people/InvitationPage.tsx';

export const metadata: Metadata = { title: 'Invitation' };

export default function Page() {
  return <InvitationPage />;
}
