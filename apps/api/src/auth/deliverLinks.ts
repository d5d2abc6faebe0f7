import { connect } from 'node:net';
import type { Db } from '@asterism/db';
import { passwordLetter, signInLetter } from '../mail/letters.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { OpenIdConnect } from './openIdConnect.ts';
import type { SignInLink, SignInMethods } from './signIn.ts';

export interface LinkDelivery {
  db: Db;
  mail: Mailer | null;
  /** Puts a link before whoever runs the server; null where they cannot be reached. */
  tellOperator: ((link: SignInLink) => void) | null;
  /** Told without the link and the address. */
  onError: (error: unknown) => void;
}

/**
 * How links reach people: by mail, else over the operator's terminal; null where neither is there.
 *
 * Addresses without an account get nothing, and whoever asks cannot tell: nobody waits for the delivery.
 */
export function linkDelivery({
  db,
  mail,
  tellOperator,
  onError,
}: LinkDelivery): ((link: SignInLink) => void) | null {
  if (!mail && !tellOperator) return null;
  const deliver = async (link: SignInLink): Promise<void> => {
    const user = await db.user.findUnique({
      where: { email: link.email.toLowerCase() },
      select: { email: true },
    });
    if (!user) return;
    if (mail) await mail.send(link.kind === 'SIGN_IN' ? signInLetter(link) : passwordLetter(link));
    else tellOperator?.(link);
  };
  return (link) => void deliver(link).catch(onError);
}

/** Sends a link to the process that started this one, which has the terminal; its log never sees it. */
export function tellParent(onError: (error: Error) => void): (link: SignInLink) => void {
  return (link) =>
    process.send?.({ signInLink: link }, undefined, undefined, (error) => {
      if (error) onError(error);
    });
}

/** The same over a socket, where another process stands between the two. */
export function tellSocket(path: string, onError: (error: Error) => void): (link: SignInLink) => void {
  return (signInLink) => connect(path).on('error', onError).end(JSON.stringify({ signInLink }));
}

export function signInMethods({
  mail,
  tellOperator,
  openIdConnect,
}: Pick<LinkDelivery, 'mail' | 'tellOperator'> & { openIdConnect: OpenIdConnect | null }): SignInMethods {
  return {
    linksGoTo: mail ? 'MAIL' : tellOperator ? 'OPERATOR' : null,
    openIdConnect: openIdConnect && { name: openIdConnect.name, signUp: openIdConnect.signUp },
  };
}
