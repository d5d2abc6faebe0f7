'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { type Client, Provider } from 'urql';
import { createApiClient } from './client.ts';

interface ApiProviderProps {
  /** The token of a public link: what is below is asked for by whoever bears it. */
  bearer?: string;
  children: ReactNode;
}

const BearerContext = createContext<string | undefined>(undefined);

/** The token of a public link, for what is asked past the client; undefined: the session's cookie says who asks. */
export const useBearer = (): string | undefined => useContext(BearerContext);

/** Gives the pages their connection; made in the browser, where the address is known. */
export function ApiProvider({ bearer, children }: ApiProviderProps) {
  const [client, setClient] = useState<Client | null>(null);
  useEffect(() => setClient(createApiClient(bearer)), [bearer]);
  if (!client) return null;
  return (
    <BearerContext value={bearer}>
      <Provider value={client}>{children}</Provider>
    </BearerContext>
  );
}
