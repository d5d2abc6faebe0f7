import type { Metadata } from 'next';
import { StyleguidePage } from '../../features/styleguide/StyleguidePage.tsx';

export const metadata: Metadata = { title: 'Style guide' };

export default function Page() {
  return <StyleguidePage />;
}
