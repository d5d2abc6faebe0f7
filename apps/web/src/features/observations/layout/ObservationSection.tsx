'use client';

import dynamic from 'next/dynamic';
import { Loading } from '../../../ui/States.tsx';

/** An observation to read and to write. What it is written with is loaded once the page is shown. */
export const ObservationSection = dynamic(
  () => import('./WrittenObservation.tsx').then((module) => module.WrittenObservation),
  { ssr: false, loading: () => <Loading height={280} /> },
);
