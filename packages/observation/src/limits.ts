/** Characters of an observation's text, as Markdown: some fifty printed pages. */
export const MOST_CHARACTERS = 200_000;

/** Blocks inside one another, such as quotes in lists. A list within a list takes two levels each. */
export const DEEPEST = 40;

/** Characters of a link's or a picture's address. */
export const MOST_ADDRESS_CHARACTERS = 2_000;

/** Columns of a table. */
export const MOST_COLUMNS = 50;
