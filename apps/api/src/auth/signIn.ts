import type { Db } from '@asterism/db';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { magicLink } from 'better-auth/plugins';

export interface SignInOptions {
  db: Db;
  publicUrl: string;
  secret: string;
  /** Takes a fresh one-time link to whoever asked for it; without it no links can be asked for. */
  deliverLink?: (link: { email: string; url: string }) => Promise<void>;
  linkExpiresInSeconds?: number;
}

/** Set from the connection's address, never taken from a client. */
export const CLIENT_ADDRESS_HEADER = 'x-asterism-client-address';

const SESSION_SECONDS = 30 * 24 * 3600;

export type SignIn = ReturnType<typeof openSignIn>;

/** Sign-in by one-time links, with sessions in cookies. Serves /api/auth/*. */
export function openSignIn({
  db,
  publicUrl,
  secret,
  deliverLink,
  linkExpiresInSeconds = 900,
}: SignInOptions) {
  return betterAuth({
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    // A page of this server under whichever of its names; a foreign page's origin is never the host it asks.
    trustedOrigins: (request) => {
      const host = request?.headers.get('host');
      return host ? [`http://${host}`, `https://${host}`] : [];
    },
    database: prismaAdapter(db, { provider: 'postgresql' }),
    session: { expiresIn: SESSION_SECONDS },
    disabledPaths: deliverLink ? [] : ['/sign-in/magic-link'],
    advanced: {
      cookiePrefix: 'asterism',
      // Said aloud, since the library leaves the check out where it sees a test runner.
      disableOriginCheck: false,
      database: { generateId: false },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    telemetry: { enabled: false },
    // The server logs what goes wrong; the library's own lines would hold addresses with tokens in them.
    logger: { disabled: true },
    plugins: [
      magicLink({
        disableSignUp: true,
        storeToken: 'hashed',
        expiresIn: linkExpiresInSeconds,
        // Links are long random strings; the limit is against floods, and leaves room for a team behind one address.
        rateLimit: { window: 60, max: 60 },
        sendMagicLink: async ({ email, url }) => deliverLink?.({ email, url }),
      }),
    ],
  });
}

/** A fresh link that signs that user in, once. */
export async function createSignInLink(
  options: Omit<SignInOptions, 'deliverLink'>,
  email: string,
): Promise<string> {
  let made: string | undefined;
  const signIn = openSignIn({
    ...options,
    deliverLink: async ({ url }) => {
      made = url;
    },
  });
  await signIn.api.signInMagicLink({ body: { email, callbackURL: '/' }, headers: new Headers() });
  if (!made) throw new Error('No sign-in link was made.');
  return made;
}
