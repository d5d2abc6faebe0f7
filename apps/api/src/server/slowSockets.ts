/** What of a WebSocket is needed to find that nobody reads it. */
interface ReadSocket {
  /** Bytes that were sent and not yet taken by the other side. */
  readonly bufferedAmount: number;
  close(code: number, reason: string): void;
  terminate(): void;
}

export interface SlowSocketsOptions {
  sockets: () => Iterable<ReadSocket>;
  unreadSeconds: number;
  /** Whoever leaves more than this unread is cut off at once; without it there is no such limit. */
  unreadBytes?: number;
  everyMs?: number;
  /** For so long a socket may still read why it was let go. */
  lastWordsMs?: number;
}

// "Try again later" of RFC 6455's registry: clients connect again by themselves and get what they missed.
const TRY_AGAIN_LATER = 1013;

/**
 * Ends sockets that leave what was sent to them unread for too long. What waits for one is bounded all the same: each
 * subscription sends its next event when the last was taken, and beyond 500 waiting ones keeps the newest of each
 * subject. The result ends the watch.
 */
export function endSlowSockets({
  sockets,
  unreadSeconds,
  unreadBytes = Number.POSITIVE_INFINITY,
  everyMs = 1000,
  lastWordsMs = 2000,
}: SlowSocketsOptions): () => void {
  const unreadSince = new WeakMap<ReadSocket, number>();
  const timer = setInterval(() => {
    for (const socket of sockets()) {
      if (socket.bufferedAmount === 0) {
        unreadSince.delete(socket);
        continue;
      }
      if (socket.bufferedAmount > unreadBytes) {
        socket.terminate();
        continue;
      }
      const since = unreadSince.get(socket) ?? performance.now();
      unreadSince.set(socket, since);
      if (performance.now() - since < unreadSeconds * 1000) continue;
      socket.close(TRY_AGAIN_LATER, `TOO_SLOW: ${unreadSeconds} s unread is the limit. Connect again.`);
      setTimeout(() => socket.terminate(), lastWordsMs).unref();
    }
  }, everyMs).unref();
  return () => clearInterval(timer);
}
