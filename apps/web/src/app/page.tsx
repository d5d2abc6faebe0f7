import { Suspense } from 'react';
import { FirstWorkspace } from '../features/session/session.tsx';

export default function Page() {
  return (
    <Suspense>
      <FirstWorkspace />
    </Suspense>
  );
}
