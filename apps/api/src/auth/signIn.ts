import { type Db, notifyAccessChange } from '@asterism/db';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { magicLink } from 'better-auth/plugins';
import { type OpenIdConnect, openIdPlugin } from './openIdConnect.ts';
import { refuseNewUser, signUpGuard } from './signUp.ts';

/** A link that signs in or lets set a password, on its way to whose it is. */
export interface SignInLink {
  kind: 'SIGN_IN' | 'PASSWORD';
  email: string;
  url: string;
}

export interface SignInOptions {
  db: Db;
  publicUrl: string;
  secret: string;
  /** Takes a fresh link to whose it is; without it no links can be asked for. Not waited for, and must not throw. */
  deliverLink?: ((link: SignInLink) => void) | null;
  openIdConnect?: OpenIdConnect | null;
  now?: () => Date;
  linkExpiresInSeconds?: number;
}

/** What the sign-in page offers. */
export interface SignInMethods {
  /** Where links go that are asked for; null where none can be. */
  linksGoTo: 'MAIL' | 'OPERATOR' | null;
  openIdConnect: { name: string; signUp: boolean } | null;
}

/** Set from the connection's address, never taken from a client. */
export const CLIENT_ADDRESS_HEADER = 'x-asterism-client-address';

const SESSION_SECONDS = 30 * 24 * 3600;
const PASSWORD_LENGTH = { minPasswordLength: 10, maxPasswordLength: 128 };
const PASSWORD_LINK_SECONDS = 3600;

export type SignIn = ReturnType<typeof openSignIn>;

/** Sign-in by password, one-time links and OpenID Connect, with sessions in cookies. Serves /api/auth/*. */
export function openSignIn({
  db,
  publicUrl,
  secret,
  deliverLink = null,
  openIdConnect = null,
  now = () => new Date(),
  linkExpiresInSeconds = 900,
}: SignInOptions) {
  const signUpRules = { db, now, openIdSignUp: openIdConnect?.signUp ?? false };
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
    // What is sent to people is not in the database as it was sent.
    verification: { storeIdentifier: 'hashed' },
    // Nothing here acts for people at their provider; what it gave is of no use to whoever steals the database.
    account: { encryptOAuthTokens: true },
    disabledPaths: deliverLink ? [] : ['/sign-in/magic-link', '/request-password-reset'],
    emailAndPassword: {
      enabled: true,
      ...PASSWORD_LENGTH,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: PASSWORD_LINK_SECONDS,
      sendResetPassword: async ({ user, url }) => deliverLink?.({ kind: 'PASSWORD', email: user.email, url }),
    },
    user: { validateUserInfo: (identity) => refuseNewUser(signUpRules, identity) },
    hooks: { before: signUpGuard(signUpRules) },
    databaseHooks: {
      session: { delete: { after: ({ userId }) => notifyAccessChange(db, { userId }) } },
      user: {
        update: {
          // The first link to an address proves whose it is: passwords and sessions from before are dropped by the
          // library, and tokens here.
          after: async ({ id }, context) => {
            if (context?.path === '/magic-link/verify') await revokeTokens(db, id, now());
          },
        },
      },
    },
    rateLimit: {
      // Said aloud, since the library leaves limits out where it does not see a production.
      enabled: true,
      window: 60,
      max: 300,
      customRules: {
        // Guesses of a password; a team behind one address signs in within them.
        '/sign-in/email': { window: 60, max: 20 },
        '/sign-up/email': { window: 60, max: 20 },
        '/request-password-reset': { window: 60, max: 20 },
        '/reset-password': { window: 60, max: 20 },
        '/change-password': { window: 60, max: 20 },
        '/sign-in/social': { window: 60, max: 60 },
      },
    },
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
        sendMagicLink: async ({ email, url }) => deliverLink?.({ kind: 'SIGN_IN', email, url }),
      }),
      ...(openIdConnect ? [openIdPlugin(openIdConnect)] : []),
    ],
  });
}

async function revokeTokens(db: Db, userId: string, at: Date): Promise<void> {
  await db.apiToken.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: at } });
  await notifyAccessChange(db, { userId });
}

/** A fresh link that signs that user in, once. */
export async function createSignInLink(
  options: Omit<SignInOptions, 'deliverLink'>,
  email: string,
): Promise<string> {
  let made: string | undefined;
  const signIn = openSignIn({
    ...options,
    deliverLink: ({ url }) => {
      made = url;
    },
  });
  await signIn.api.signInMagicLink({ body: { email, callbackURL: '/' }, headers: new Headers() });
  if (!made) throw new Error('No sign-in link was made.');
  return made;
}
