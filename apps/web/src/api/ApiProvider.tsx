'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { type Client, Provider } from 'urql';
import { createApiClient } from './client.ts';

interface ApiProviderProps {
  /** The token of a public link: what is below is asked for by whoever bears it. */
  bearer?: string;
  children: ReactNode;
}

/** Gives the pages their connection; made in the browser, where the address is known. */
export function ApiProvider({ bearer, children }: ApiProviderProps) {
  const [client, setClient] = useState<Client | null>(null);
  useEffect(() => setClient(createApiClient(bearer)), [bearer]);
  return client ? <Provider value={client}>{children}</Provider> : null;
}
