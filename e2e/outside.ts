import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { startMail } from '../apps/api/src/testing/startMail.ts';
import { startOpenIdProvider } from '../apps/api/src/testing/startOpenIdProvider.ts';

// What a team has beside the product: a mail server and an OpenID Connect provider, on loopback.

/** Whom the provider knows. */
export const KNOWN_PERSON = { email: 'grace@observatory.example', name: 'Grace Hopper', emailVerified: true };

export interface Outside {
  /** Settings of the product by which it finds them. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/** Starts both; what is mailed lies in `folder`, a letter a file. */
export async function startOutside(folder: string, publicUrl: string): Promise<Outside> {
  mkdirSync(folder);
  const mail = await startMail((letter, number) =>
    writeFileSync(join(folder, `${String(number).padStart(4, '0')}.json`), JSON.stringify(letter)),
  );
  const provider = await startOpenIdProvider(`${publicUrl}/api/auth/callback/oidc`);
  provider.person(KNOWN_PERSON);
  const { name, issuer, clientId, clientSecret } = provider.settings;
  return {
    env: {
      SMTP_URL: mail.url,
      MAIL_FROM: 'Asterism <asterism@example.org>',
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: name,
      OIDC_SIGN_UP: 'true',
    },
    async close() {
      await mail.close();
      await provider.close();
    },
  };
}

/** A port of loopback that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The first address in the newest letter to somebody that came after so many letters; null while there is none. */
export function mailedAddress(folder: string, to: string, after: number): string | null {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  for (const name of names.slice(after).reverse()) {
    const letter = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { to: string[]; raw: string };
    const text = letter.raw.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
    if (letter.to.includes(to)) return /https?:\/\/\S+/.exec(text)?.[0] ?? null;
  }
  return null;
}

/** How many letters came so far. */
export const letterCount = (folder: string): number => readdirSync(folder).length;
