// npm passes Ctrl-C on to what it runs, which the terminal has told already: the echo is not a second Ctrl-C.
const ECHO_MS = 500;

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Thrown where work is given up because a stop was asked for. */
export class Interrupted extends Error {}

/**
 * Listens for Ctrl-C and its kin.
 * @param {{ onFirst(): void, onAgain(): void }} hooks
 * @returns {{ asked: boolean, promise: Promise<void>, check(): void }} check() throws Interrupted once a stop was asked for
 */
export function listenForStop({ onFirst, onAgain }) {
  /** @type {() => void} */
  let resolve = () => undefined;
  let askedAt = 0;
  const request = {
    asked: false,
    promise: new Promise((done) => {
      resolve = () => done(undefined);
    }),
    check() {
      if (request.asked) throw new Interrupted();
    },
  };
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (request.asked) {
        if (performance.now() - askedAt > ECHO_MS) onAgain();
        return;
      }
      request.asked = true;
      askedAt = performance.now();
      resolve();
      onFirst();
    });
  }
  return request;
}
