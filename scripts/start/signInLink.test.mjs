import { expect, test } from 'vitest';
import { signInLinkOf } from './signInLink.mjs';

const link = { kind: 'SIGN_IN', email: 'a@example.org', url: 'http://localhost:3000/api/auth/x?token=y' };

test('a link is shown with whose it is', () => {
  expect(signInLinkOf({ signInLink: link })).toEqual({
    what: 'Sign-in link',
    email: link.email,
    url: link.url,
  });
  expect(signInLinkOf({ signInLink: { ...link, kind: 'PASSWORD' } })?.what).toBe('Password link');
});

test('what is no link, or would write over the terminal, is not shown', () => {
  for (const message of [null, 'x', {}, { signInLink: null }, { signInLink: { ...link, kind: 'OTHER' } }])
    expect(signInLinkOf(message)).toBeNull();
  for (const email of ['a\u001b[2J@example.org', 'a@example.org\n  Sign in   http://evil.example', ''])
    expect(signInLinkOf({ signInLink: { ...link, email } })).toBeNull();
});
