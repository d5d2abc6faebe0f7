import { createTransport } from 'nodemailer';

export interface Letter {
  to: string;
  subject: string;
  text: string;
}

export interface Mailer {
  /** Whether the mail server took it. */
  send(letter: Letter): Promise<boolean>;
  close(): void;
}

// Somebody waits at a page meanwhile; a mail server that is silent for ten seconds is not there.
const PATIENCE_MS = 10_000;

export interface MailerOptions {
  /** smtp:// or smtps://, with user and password where the server asks for them. */
  url: string;
  from: string;
  /** Told what went wrong, without the letter: there are secrets in it. */
  onError: (error: unknown) => void;
}

export function openMailer({ url, from, onError }: MailerOptions): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
    // Letters are text alone: nothing in them may make the server read files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text }) {
      try {
        // As an object, an address is one address, whatever commas are in it.
        await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
        return true;
      } catch (error) {
        onError(error);
        return false;
      }
    },
    close: () => transport.close(),
  };
}
