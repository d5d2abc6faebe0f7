'use client';

import { useEffect, useState } from 'react';

const ARRAYS = { float32: Float32Array, int32: Int32Array } as const;

interface BlobState<Kind extends keyof typeof ARRAYS> {
  data: InstanceType<(typeof ARRAYS)[Kind]> | null;
  error: string | null;
}

/** Fetches numbers in bulk: little-endian values of `dtype`. */
export function useBlob<Kind extends keyof typeof ARRAYS>(
  url: string | null | undefined,
  dtype: Kind,
): BlobState<Kind> {
  const [state, setState] = useState<BlobState<Kind>>({ data: null, error: null });
  useEffect(() => {
    setState({ data: null, error: null });
    if (!url) return;
    const abort = new AbortController();
    fetch(url, { signal: abort.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(`The numbers could not be fetched (status ${response.status}).`);
        const data = new ARRAYS[dtype](await response.arrayBuffer());
        setState({ data: data as InstanceType<(typeof ARRAYS)[Kind]>, error: null });
      })
      .catch((error: unknown) => {
        if (!abort.signal.aborted)
          setState({ data: null, error: error instanceof Error ? error.message : String(error) });
      });
    return () => abort.abort();
  }, [url, dtype]);
  return state;
}
