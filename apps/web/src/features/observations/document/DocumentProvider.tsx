'use client';

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Loading } from '../../../ui/States.tsx';
import { useSession } from '../../session/session.tsx';
import { type DocumentState, ObservationDocument } from './observationDocument.ts';
import type { Changed } from './serverMessage.ts';

const DocumentContext = createContext<ObservationDocument | null>(null);

interface DocumentProviderProps {
  /** The cluster, experiment, study or comparison that is written about, by its id of the API. */
  subjectId: string;
  children: ReactNode;
}

/** Opens the document of a subject for what is below; closes it when that goes. */
export function DocumentProvider({ subjectId, children }: DocumentProviderProps) {
  const { user, workspace } = useSession();
  const [opened, setOpened] = useState<ObservationDocument | null>(null);
  const [times, setTimes] = useState(0);
  const mayWrite = workspace.role !== 'VIEWER';
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time it is opened anew
  useEffect(() => {
    const { protocol, host } = window.location;
    const document = new ObservationDocument({
      subjectId,
      user: { id: user.id, name: user.name },
      url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/collab`,
      mayWrite,
      onDropped: () => setTimes((before) => before + 1),
    });
    setOpened(document);
    return () => {
      setOpened(null);
      document.close();
    };
  }, [subjectId, user.id, user.name, mayWrite, times]);
  if (!opened) return <Loading height={240} />;
  return <DocumentContext value={opened}>{children}</DocumentContext>;
}

/** The document that is open. */
export function useObservationDocument(): ObservationDocument {
  const document = useContext(DocumentContext);
  if (!document) throw new Error('useObservationDocument outside of a DocumentProvider.');
  return document;
}

/** How the document stands now. */
export function useDocumentState(): DocumentState {
  const { subscribe, state } = useObservationDocument();
  return useSyncExternalStore(subscribe, state);
}

/** Calls back whenever the server says that something beside the text changed, and once the connection is back. */
export function useChanged(what: Changed, onChange: () => void): void {
  const document = useObservationDocument();
  const call = useRef(onChange);
  useEffect(() => {
    call.current = onChange;
  });
  useEffect(() => {
    let isOffline = false;
    const stopHearing = document.onChanged((changed) => {
      if (changed === what) call.current();
    });
    const stopWatching = document.subscribe(() => {
      const { saved } = document.state();
      // What was told meanwhile was missed.
      if (isOffline && saved !== 'offline') call.current();
      isOffline = saved === 'offline';
    });
    return () => {
      stopHearing();
      stopWatching();
    };
  }, [document, what]);
}
