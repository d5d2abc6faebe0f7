const WHAT = { SIGN_IN: 'Sign-in link', PASSWORD: 'Password link' };
// What comes from users may move the cursor, or look like a line of ours.
const PRINTABLE = /^[\x21-\x7e]{1,500}$/;

/**
 * The link in a message of the API, or null where there is none that can be shown.
 * @param {unknown} message
 * @returns {{ what: string, email: string, url: string } | null}
 */
export function signInLinkOf(message) {
  if (typeof message !== 'object' || message === null || !('signInLink' in message)) return null;
  const { kind, email, url } = /** @type {Record<string, unknown>} */ (Object(message.signInLink));
  const what = Object.entries(WHAT).find(([name]) => name === kind)?.[1];
  if (!what || typeof email !== 'string' || typeof url !== 'string') return null;
  return PRINTABLE.test(email) && PRINTABLE.test(url) ? { what, email, url } : null;
}
