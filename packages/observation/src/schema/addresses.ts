import { MOST_ADDRESS_CHARACTERS } from '../limits.ts';

// Neither spaces nor quotes nor what Markdown or HTML end an address with.
const SAFE = /^[^\s\p{Cc}\p{Cs}<>"'`\\^{|}]+$/u;

/**
 * Whether a link may lead there: http, https, mailto, or a path of the product itself. Everything else
 * (javascript:, data:, file:, //elsewhere) is no link.
 */
export function isLinkAddress(address: unknown): address is string {
  return (
    typeof address === 'string' &&
    address.length <= MOST_ADDRESS_CHARACTERS &&
    SAFE.test(address) &&
    (/^https?:\/\/[^/]/i.test(address) || /^mailto:./i.test(address) || /^\/(?!\/)/.test(address))
  );
}

/** Whether a picture may be shown from there: a blob of the product alone, so that no page asks a stranger's server. */
export function isImageAddress(address: unknown): address is string {
  return (
    typeof address === 'string' &&
    address.length <= MOST_ADDRESS_CHARACTERS &&
    /^\/blobs\/[\w-]+\/[\w-]+(?:\?[\w=,&.-]*)?$/.test(address)
  );
}
