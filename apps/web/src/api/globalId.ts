/** The id that the API has for the row of a table: documents that are edited together keep rows' own. */
export const globalId = (type: string, rowId: string): string => btoa(`${type}:${rowId}`);

/** The row's own id in one of the API. */
export const rowIdOf = (id: string): string => atob(id).replace(/^\w+:/, '');
