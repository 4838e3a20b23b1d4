import { type Door, externalIdOf, type Operation, pageSize, resourceOf, userNameOf } from "../operations.ts";
import { httpClient } from "./http-client.ts";

type Request = { method: string; path: string; body?: unknown; wanted: number };

const patchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const groupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";

/** A SCIM endpoint; each client has its connection. The ids that the server gave are remembered by number. */
export function httpDoors(url: string, token: string, clients: number): Door[] {
  const base = new URL(url);
  const below = base.pathname.replace(/\/$/, "");
  const ids = { people: new Map<number, string>(), groups: new Map<number, string>() };

  function door(): Door {
    const client = httpClient(base);
    const headers = `HTTP/1.1\r\nhost: ${base.host}\r\nauthorization: Bearer ${token}\r\naccept: application/scim+json\r\n`;
    const ask = async (operation: Operation) => {
      const { method, path, body, wanted } = requestFor(operation, ids);
      const type = body === undefined ? "" : "content-type: application/scim+json\r\n";
      const text = body === undefined ? "" : JSON.stringify(body);
      const answer = await client.send(`${method} ${below}${path} ${headers}${type}`, text);
      if (answer.status !== wanted && !(method === "PATCH" && answer.status === 204))
        throw new Error(`${method} ${path}: ${answer.status} ${answer.body.slice(0, 300)}`);
      return answer.body;
    };
    return {
      async send(operation) {
        const body = await ask(operation);
        if (operation.kind === "create") ids.people.set(operation.person, JSON.parse(body).id);
        else if (operation.kind === "createGroup") ids.groups.set(operation.group, JSON.parse(body).id);
      },
      close: async () => client.close(),
    };
  }
  return Array.from({ length: clients }, door);
}

type Ids = { people: Map<number, string>; groups: Map<number, string> };

function requestFor(operation: Operation, { people, groups }: Ids): Request {
  switch (operation.kind) {
    case "create":
      return { method: "POST", path: "/Users", body: resourceOf(operation.person), wanted: 201 };
    case "match": {
      const value = operation.by === "userName" ? userNameOf(operation.person) : externalIdOf(operation.person);
      return { method: "GET", path: `/Users?filter=${encodeURIComponent(`${operation.by} eq "${value}"`)}`, wanted: 200 };
    }
    case "get":
      return { method: "GET", path: `/Users/${people.get(operation.person)}`, wanted: 200 };
    case "patch": {
      const { person, value } = operation;
      const operations = [
        { op: "Replace", path: "displayName", value },
        { op: "Replace", path: 'emails[type eq "work"].value', value: userNameOf(person) },
      ];
      return patch(`/Users/${people.get(person)}`, operations);
    }
    case "activate":
      return patch(`/Users/${people.get(operation.person)}`, [
        { op: "Replace", path: "active", value: operation.active }, // not Entra's "False", which scimmy refuses
      ]);
    case "replace": {
      const body = resourceOf(operation.person, operation.value);
      return { method: "PUT", path: `/Users/${people.get(operation.person)}`, body, wanted: 200 };
    }
    case "list":
      return { method: "GET", path: `/Users?startIndex=${operation.startIndex}&count=${pageSize}`, wanted: 200 };
    case "createGroup": {
      const body = { schemas: [groupSchema], displayName: `Group ${operation.group}`, externalId: `g${operation.group}` };
      return { method: "POST", path: "/Groups", body, wanted: 201 };
    }
    case "member": {
      const { change, group, person } = operation;
      return patch(`/Groups/${groups.get(group)}`, [{ op: change, path: "members", value: [{ value: people.get(person) }] }]);
    }
  }
}

const patch = (path: string, Operations: unknown[]): Request => ({
  method: "PATCH",
  path,
  body: { schemas: [patchSchema], Operations },
  wanted: 200,
});
