import { createHmac } from 'node:crypto';

/** Addresses of pages that are made for one person, or for whoever they hand them on to. */
export interface Links {
  invitation(token: string): string;
  /** The token of a public link, and the page that it opens. Both follow from the id, so that none is stored. */
  publicLink(id: string): { token: string; url: string };
}

export const PUBLIC_LINK_TOKEN = /^asl_[A-Za-z0-9_-]{43}$/;

/** `secret` is the server's: after a change of it public links go on working, and are no longer shown as they are. */
export function openLinks({ publicUrl, secret }: { publicUrl: string; secret: string }): Links {
  return {
    invitation: (token) => `${publicUrl}/invitations/${token}`,
    publicLink(id) {
      const token = `asl_${createHmac('sha256', secret).update(`public link ${id}`).digest('base64url')}`;
      return { token, url: `${publicUrl}/p/${token}` };
    },
  };
}
