'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { type Client, Provider } from 'urql';
import { createApiClient } from './client.ts';

/** Gives the pages their connection; made in the browser, where the address is known. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [client, setClient] = useState<Client | null>(null);
  useEffect(() => setClient(createApiClient()), []);
  return client ? <Provider value={client}>{children}</Provider> : null;
}
