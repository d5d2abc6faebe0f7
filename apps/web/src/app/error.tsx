'use client';

import { ErrorState } from '../ui/States.tsx';

export default function Failure({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <main className="alone">
      <ErrorState message={`This page came to a stop: ${error.message}`} onRetry={reset} />
    </main>
  );
}
