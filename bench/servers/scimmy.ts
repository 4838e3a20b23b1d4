// scimmy behind scimmy-routers, everything in memory: a Map by id, and one by each attribute that IdPs match by.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import express from "express";
import SCIMMY from "scimmy";
import Routers from "scimmy-routers";
import { listen } from "./listen.ts";

// biome-ignore lint/suspicious/noExplicitAny: scimmy hands over plain objects of whatever was sent
type Kept = any;

function store(unique: "userName" | "displayName") {
  const byId = new Map<string, Kept>();
  const by = { [unique]: new Map<string, Kept>(), externalId: new Map<string, Kept>() };
  return {
    ingress(resource: Kept, data: Kept) {
      const id: string = resource.id ?? randomUUID();
      const kept = { ...byId.get(id), ...data, id };
      byId.set(id, kept);
      for (const [name, index] of Object.entries(by)) index.set(kept[name], kept);
      return kept;
    },
    egress(resource: Kept) {
      if (resource.id) {
        const found = byId.get(resource.id);
        if (!found) throw new Error("not found");
        return found;
      }
      const all = () => [...byId.values()];
      if (!resource.filter) return all();
      for (const [name, index] of Object.entries(by)) {
        const [comparator, value] = resource.filter[0]?.[name] ?? [];
        if (comparator === "eq") return index.has(value) ? [index.get(value)] : [];
      }
      return resource.filter.match(all());
    },
    degress: (resource: Kept) => void byId.delete(resource.id),
  };
}

SCIMMY.Resources.declare(SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false), store("userName"));
SCIMMY.Resources.declare(SCIMMY.Resources.Group, store("displayName"));

const app = express();
app.use("/scim", new Routers({ type: "bearer", handler: () => "bench" }));
listen(createServer(app), "/scim");
