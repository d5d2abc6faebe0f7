const LINK_USED =
  'This link was used before, has run out, or was cut short. Each works once; ask for another one.';

const REASONS = new Map(
  Object.entries({
    INVALID_TOKEN: LINK_USED,
    EXPIRED_TOKEN: LINK_USED,
    INVITATION_NEEDED:
      'Accounts are made by invitation. Ask an owner of the workspace to invite the address that your provider knows you by.',
    account_not_linked:
      'There is an account with this address already. Sign in to it by a link, which proves that the address is yours; then the provider’s button works, too.',
    access_denied: 'The provider was told not to sign you in.',
  }),
);

/** Why somebody was sent back to the sign-in page, from the code in its address; null where there is none. */
export function reasonFor(code: string | null): string | null {
  if (code === null) return null;
  return REASONS.get(code) ?? 'Signing in did not work. Try again, or another way.';
}
