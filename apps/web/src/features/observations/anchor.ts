/** Where the observation of what a page is about stands on it. */
export const OBSERVATION_ANCHOR = 'observation';
