import { genericOAuth } from 'better-auth/plugins';
import { z } from 'zod';

export interface OpenIdConnect {
  /** What people call the provider: the button says "Sign in with ...". */
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Whoever the provider knows may have an account; else only those whose address was invited. */
  signUp: boolean;
}

/** In addresses: /api/auth/callback/oidc is what the provider is told to send people back to. */
export const OPEN_ID_PROVIDER = 'oidc';

const claims = z.looseObject({
  name: z.string().trim().min(1).optional().catch(undefined),
  preferred_username: z.string().trim().min(1).optional().catch(undefined),
  email: z.string().optional().catch(undefined),
});

/** Sign-in by the team's own OpenID Connect provider, found by discovery; its ID tokens are verified. */
export function openIdPlugin({ name, issuer, clientId, clientSecret }: OpenIdConnect) {
  return genericOAuth({
    config: [
      {
        providerId: OPEN_ID_PROVIDER,
        name,
        discoveryUrl: `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        scopes: ['openid', 'email', 'profile'],
        pkce: true,
        requireIdTokenVerification: true,
        mapProfileToUser: (profile) => {
          const { name: fullName, preferred_username, email } = claims.parse(profile);
          return { name: (fullName ?? preferred_username ?? email?.split('@')[0] ?? 'Member').slice(0, 120) };
        },
      },
    ],
  });
}
