'use client';

import { useSyncExternalStore } from 'react';
import { ErrorState } from '../../ui/States.tsx';
import type { PictureStore } from './pictureStore.ts';

/** Why pictures that are wanted are not there; nothing while all goes well. */
export function PictureNotice({ store }: { store: PictureStore }) {
  useSyncExternalStore(store.subscribe, store.revision, () => 0);
  const failure = store.failure();
  return failure && <ErrorState message={failure.message} onRetry={store.retry} />;
}
