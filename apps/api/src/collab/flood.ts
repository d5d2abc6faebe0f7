import type { CollabLimits } from './limits.ts';
import type { Refusal } from './refusal.ts';

/** Counts what one socket sends. */
export class Flood {
  readonly #limits: CollabLimits;
  #since = performance.now();
  #messages = 0;
  #bytes = 0;

  constructor(limits: CollabLimits) {
    this.#limits = limits;
  }

  /** A refusal where that is too much. A message that is costly to answer counts as several. */
  take(bytes: number, messages = 1): Refusal | null {
    const { windowSeconds, messagesPerWindow, bytesPerWindow } = this.#limits;
    const now = performance.now();
    if (now - this.#since > windowSeconds * 1000) {
      this.#since = now;
      this.#messages = 0;
      this.#bytes = 0;
    }
    this.#messages += messages;
    this.#bytes += bytes;
    if (this.#messages > messagesPerWindow)
      return tooMuch(`${messagesPerWindow} messages in ${windowSeconds} s are the limit. Connect again.`);
    if (this.#bytes > bytesPerWindow)
      return tooMuch(`${bytesPerWindow} bytes in ${windowSeconds} s are the limit. Connect again.`);
    return null;
  }
}

const tooMuch = (message: string): Refusal => ({ code: 'RATE_LIMITED', message, closeCode: 4429 });
