/** Asks the studio, and fails where its answer is another one than this, or none that the document tells of. */
export type Ask = (method: string, address: string, status: number, init?: RequestInit) => Promise<Response>;
