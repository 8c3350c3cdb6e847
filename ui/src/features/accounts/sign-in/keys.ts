/** The rows of the list are of three kinds; the address says which one is open. */
export const attemptKey = (id: string) => `attempt:${id}`;
export const accountKey = (id: string) => `account:${id}`;
export const vendorKey = (id: string) => `vendor:${id}`;
