import {
  type AttributePath,
  findAttribute,
  isCoreSchema,
  isReadOnly,
  pathName,
  type ResourceType,
  resolveName,
} from "./attribute.ts";
import { invalidPath, mutability } from "./error.ts";
import { type Filter, filterLimits, parseElementFilter } from "./filter.ts";
import { isLongerThan } from "./text.ts";
import type { Ignored } from "./value.ts";

/** The target of a PATCH operation (RFC 7644 §3.5.2, Figure 7), resolved against a resource type. */
export type PatchPath =
  /** An attribute or sub-attribute; with `filter` only those elements that match it. */
  | { kind: "attribute"; path: AttributePath; filter?: Filter }
  /** A bare schema URN: all attributes of that schema. */
  | { kind: "schema"; urn: string }
  /** Well-formed, but of an extension or extension attribute that we do not have: the rest of the request is applied. */
  | ({ kind: "ignored" } & Ignored);

/**
 * Reads a path. Malformed, or of an unknown core attribute: 400 `invalidPath`; a wrong filter in it: 400 `invalidFilter`; read-only:
 * 400 `mutability`. Paths under an extension that are unknown are returned as ignored, because Entra would otherwise repeat the same
 * request for ever.
 */
export function parsePatchPath(text: string, type: ResourceType): PatchPath {
  if (isLongerThan(text, filterLimits.characters))
    throw invalidPath(`The path is longer than ${filterLimits.characters} characters.`);
  const trimmed = text.trim();
  const name = /^[a-z$_][\w$.:-]*/i.exec(trimmed)?.[0] ?? "";
  const rest = trimmed.slice(name.length);
  if (name === "" || name.endsWith(".") || name.endsWith(":")) throw malformed(text);
  const brackets = rest === "" ? undefined : readBrackets(rest);
  if (rest !== "" && !brackets) throw malformed(text);

  const resolved = resolveName(type, name);
  if (resolved.kind === "unknown") return unknownPath(text, resolved.core, type);
  if (resolved.kind === "schema") return brackets ? unknownPath(text, false, type) : { kind: "schema", urn: resolved.urn };
  const target = brackets
    ? readValuePath(trimmed, name.length, resolved.path, brackets.sub, type)
    : attributeTarget(resolved.path);
  return target.kind === "attribute" ? refuseReadOnly(target) : target;
}

const attributeTarget = (path: AttributePath): PatchPath => ({ kind: "attribute", path });

/** `[…]` and `[…].sub`, with brackets in quotes skipped; undefined when malformed. */
function readBrackets(rest: string): { sub?: string } | undefined {
  const parts = /^\[(?:[^"\]]|"(?:[^"\\]|\\.)*")*\](?:\.([a-z$_][\w$-]*))?$/is.exec(rest);
  return parts ? { sub: parts[1] } : undefined;
}

function readValuePath(
  text: string,
  at: number,
  path: AttributePath,
  subName: string | undefined,
  type: ResourceType,
): PatchPath {
  if (path.sub) throw malformed(text);
  const { attribute } = path;
  // Entra may send a filter on what we model as single-valued: there is one value, so the filter selects nothing.
  if (!attribute.multiValued && attribute.type !== "complex" && (subName ?? "value").toLowerCase() === "value")
    return attributeTarget(path);
  const sub = subName === undefined ? undefined : findAttribute(attribute.subAttributes, subName);
  if (subName !== undefined && !sub) return unknownPath(text, isCoreSchema(path.urn), type);
  const target = sub ? { ...path, sub } : path;
  if (!attribute.multiValued) return attributeTarget(target);
  return { kind: "attribute", path: target, filter: parseElementFilter(text, at, path).term };
}

function unknownPath(text: string, core: boolean, type: ResourceType): PatchPath {
  if (core) throw invalidPath(`${text} is not an attribute of ${type.name}.`);
  return { kind: "ignored", path: text, reason: "unknown" };
}

/** `schemas` follows the data (RFC 7644 §3.5.2: clients may modify it implicitly), so writing it is ignored instead of refused. */
function refuseReadOnly(target: PatchPath & { kind: "attribute" }): PatchPath {
  if (target.path.attribute.name === "schemas") return { kind: "ignored", path: "schemas", reason: "readOnly" };
  if (isReadOnly(target.path)) throw mutability(`${pathName(target.path)} is read-only.`);
  return target;
}

const malformed = (text: string) => invalidPath(`${text} is not a valid path.`);
