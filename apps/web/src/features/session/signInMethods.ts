import type { SignInMethodsQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

/** What can be offered beside a password. */
export const SIGN_IN_METHODS = graphql(`
  query SignInMethods {
    signInMethods {
      linksGoTo
      openIdConnect {
        name
        signUp
      }
    }
  }
`);

export type SignInMethods = SignInMethodsQuery['signInMethods'];
