/**
 * What marks this answer's own inline scripts, from the policy that the API sends with the request for the page. Next
 * marks its scripts with the same; asking for it makes every page one that is rendered for its request.
 */
export function scriptNonce(policy: string | null): string | undefined {
  return policy?.match(/'nonce-([A-Za-z0-9+/=_-]+)'/)?.[1];
}
