import { uuidv7 } from "uuidv7";

/** A new id: UUIDv7, made here and never by the database, so that a row's id is known before it is written. */
export const newId = (): string => uuidv7();

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Ids are compared exactly; anything that is not one of ours is an unknown id, never an error of the database. */
export const isId = (text: string): boolean => uuidPattern.test(text);
