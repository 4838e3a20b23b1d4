/** Columns of the Users table that nobody sees until they ask for them. */
export const usuallyHidden = ["userName", "uniqueId"];
