import type { Metadata } from 'next';
import { ReviewPage } from '../../../../../features/observations/review/ReviewPage.tsx';

export const metadata: Metadata = { title: 'Blind review' };

export default async function Page({ params }: { params: Promise<{ review: string }> }) {
  const { review } = await params;
  return <ReviewPage id={decodeURIComponent(review)} />;
}
