import postgres from "postgres";
import type { ScimScope } from "../../db/queries/scope.ts";
import { type Door, externalIdOf, type Operation, userNameOf } from "../operations.ts";
import * as statements from "../statements.ts";

export type SqlTarget = { databaseUrl: string; scope: ScimScope };
type Person = { id: string; version: number; active: boolean };

/** The floor: the same rows by one statement each, straight through the driver, as many at once as there are clients. */
export async function sqlDoors({ databaseUrl, scope }: SqlTarget, clients: number): Promise<Door[]> {
  const sql = postgres(databaseUrl, { max: clients, onnotice: () => {} });
  const people = new Map<number, Person>();
  const groups = new Map<number, string>();
  const matches = {
    userName: statements.matchStatement(scope, "userName"),
    externalId: statements.matchStatement(scope, "externalId"),
  };
  const known = (person: number): Person => {
    const found = people.get(person);
    if (!found) throw new Error(`Nobody has the number ${person}.`);
    return found;
  };
  const write = async (person: number, displayName: string, active = true) => {
    const user = known(person);
    user.version = await statements.updateUser(sql, scope, { ...user, person, displayName, active });
  };

  async function send(operation: Operation): Promise<void> {
    switch (operation.kind) {
      case "create": {
        const id = await statements.createUser(sql, scope, operation.person);
        people.set(operation.person, { id, version: 1, active: true });
        return;
      }
      case "match": {
        const value = operation.by === "userName" ? userNameOf(operation.person) : externalIdOf(operation.person);
        await statements.match(sql, matches[operation.by], value);
        return;
      }
      case "get":
        await statements.getUser(sql, scope, known(operation.person).id);
        return;
      case "patch":
      case "replace":
        return write(operation.person, operation.value);
      case "activate":
        return write(operation.person, `Person ${operation.person}`, operation.active);
      case "list":
        await statements.listPage(sql, scope, operation.startIndex);
        return;
      case "createGroup":
        groups.set(operation.group, await statements.createGroup(sql, scope, operation.group));
        return;
      case "member": {
        const members = [known(operation.person).id];
        const change = operation.change === "add" ? { add: members } : { remove: members };
        return statements.changeMembers(sql, scope, groups.get(operation.group) ?? "", change);
      }
    }
  }
  const close = () => sql.end({ timeout: 5 });
  return Array.from({ length: clients }, () => ({ send, close }));
}
