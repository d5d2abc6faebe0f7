export const GRAPHQL_PATH = '/graphql';
export const COLLAB_PATH = '/collab';
