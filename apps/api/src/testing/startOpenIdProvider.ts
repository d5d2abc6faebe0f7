import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { OpenIdConnect } from '../auth/openIdConnect.ts';

export interface OpenIdPerson {
  email: string;
  emailVerified: boolean;
  name?: string;
}

export interface TestOpenIdProvider {
  settings: Omit<OpenIdConnect, 'signUp'>;
  /** Whoever it is that sits at the browser from now on. */
  person(person: OpenIdPerson): void;
  close(): Promise<void>;
}

/** An OpenID Connect provider on loopback that signs in without asking, and sends people back to `redirectUri`. */
export async function startOpenIdProvider(redirectUri: string): Promise<TestOpenIdProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = {
    name: 'the observatory',
    issuer,
    clientId: 'asterism',
    clientSecret: randomBytes(16).toString('hex'),
  };
  const people = new Map<string, OpenIdPerson>();
  let present = '';
  const provider = new Provider(issuer, {
    clients: [
      { client_id: settings.clientId, client_secret: settings.clientSecret, redirect_uris: [redirectUri] },
    ],
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => {
        const { email, emailVerified, name } = people.get(id)!;
        return { sub: id, email, email_verified: emailVerified, ...(name ? { name } : {}) };
      },
    }),
    // Nobody is asked what the client may know.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: settings.clientId,
        ...(oidc.session?.accountId ? { accountId: oidc.session.accountId } : {}),
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next();
    context.respond = false;
    await provider.interactionFinished(context.req, context.res, { login: { accountId: present } });
  });
  server.on('request', provider.callback());
  return {
    settings,
    person(person) {
      present = Buffer.from(person.email).toString('hex');
      people.set(present, person);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
