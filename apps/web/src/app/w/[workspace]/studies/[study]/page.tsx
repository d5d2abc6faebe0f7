import type { Metadata } from 'next';
import { StudyPage } from '../../../../../features/studies/StudyPage.tsx';

export const metadata: Metadata = { title: 'Study' };

export default async function Page({ params }: { params: Promise<{ study: string }> }) {
  const { study } = await params;
  return <StudyPage id={decodeURIComponent(study)} />;
}
