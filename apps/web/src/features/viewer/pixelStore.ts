/** How far a download is: bytes so far and, where the server says, in all. */
export interface PixelProgress {
  received: number;
  total: number | null;
}

interface Entry {
  values: Promise<Float32Array>;
  bytes: number;
  isThere: boolean;
  /** How many wait for it or show it: with none left, an unfinished download is stopped. */
  users: number;
  abort: AbortController;
  listeners: Set<(progress: PixelProgress) => void>;
}

/** Somebody's hold on the pixels of a sample; `release` it when they are no longer shown. */
export interface PixelHold {
  values: Promise<Float32Array>;
  release: () => void;
}

/**
 * The pixels of samples lately seen, Float32 as they come. Up to `keptBytes` stay, those not asked for longest go
 * first. A sample's pixels never change, so that what is here is right.
 */
export class PixelStore {
  readonly #keptBytes: number;
  // In order of use.
  readonly #entries = new Map<string, Entry>();

  constructor(keptBytes: number) {
    this.#keptBytes = keptBytes;
  }

  /** Whether `hold` would answer without a download. */
  has(url: string): boolean {
    return this.#entries.get(url)?.isThere ?? false;
  }

  /** Rejects with an Error where the server refuses, with an AbortError where all have let go before the end. */
  hold(url: string, onProgress?: (progress: PixelProgress) => void): PixelHold {
    const entry = this.#entries.get(url) ?? this.#start(url);
    this.#entries.delete(url);
    this.#entries.set(url, entry);
    entry.users += 1;
    if (onProgress) entry.listeners.add(onProgress);
    let isHeld = true;
    return {
      values: entry.values,
      release: () => {
        if (!isHeld) return;
        isHeld = false;
        entry.users -= 1;
        if (onProgress) entry.listeners.delete(onProgress);
        if (entry.users > 0) return;
        if (!entry.isThere) this.#drop(url, entry);
        this.#shrink();
      },
    };
  }

  #start(url: string): Entry {
    const abort = new AbortController();
    const listeners = new Set<(progress: PixelProgress) => void>();
    const tell = (progress: PixelProgress) => {
      for (const listener of listeners) listener(progress);
    };
    const entry: Entry = {
      values: download(url, abort.signal, tell),
      bytes: 0,
      isThere: false,
      users: 0,
      abort,
      listeners,
    };
    entry.values.then(
      (values) => {
        entry.bytes = values.byteLength;
        entry.isThere = true;
        this.#shrink();
      },
      // Whoever holds it learns why; asked again it is tried again.
      () => this.#drop(url, entry),
    );
    this.#entries.set(url, entry);
    return entry;
  }

  #drop(url: string, entry: Entry): void {
    if (this.#entries.get(url) === entry) this.#entries.delete(url);
    entry.abort.abort();
  }

  #shrink(): void {
    let bytes = [...this.#entries.values()].reduce((sum, entry) => sum + entry.bytes, 0);
    for (const [url, entry] of [...this.#entries]) {
      if (bytes <= this.#keptBytes) return;
      if (entry.users > 0) continue;
      bytes -= entry.bytes;
      this.#entries.delete(url);
    }
  }
}

async function download(
  url: string,
  signal: AbortSignal,
  tell: (progress: PixelProgress) => void,
): Promise<Float32Array> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The pixels could not be fetched (status ${response.status}).`);
  const total = Number(response.headers.get('content-length')) || null;
  if (!response.body || total === null) return new Float32Array(await response.arrayBuffer());
  const bytes = new Uint8Array(total);
  let received = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (received + value.length > total) throw new Error('More pixels came than were announced.');
    bytes.set(value, received);
    received += value.length;
    tell({ received, total });
  }
  if (received !== total) throw new Error('The pixels broke off before their end.');
  return new Float32Array(bytes.buffer);
}
