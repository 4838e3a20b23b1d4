import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BulkOperation, bulkLimits, bulkRequestSchema, parseBulkRequest } from "./bulk.ts";
import { bulkReferences, orderBulk, resolvePath, resolveReferences } from "./bulk-order.ts";

const post = (bulkId: string, data: object = {}) => ({ method: "POST", path: "/Users", bulkId, data });
const parse = (...Operations: unknown[]) => parseBulkRequest({ schemas: [bulkRequestSchema], Operations });

describe("what a Bulk request is", () => {
  it.each([
    ["no object", "text", 400, "invalidSyntax"],
    [
      "another message",
      { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: [post("a")] },
      400,
      "invalidSyntax",
    ],
    ["no operations", { Operations: [] }, 400, "invalidSyntax"],
    ["operations that are no list", { Operations: { method: "POST" } }, 400, "invalidSyntax"],
    ["failOnErrors that is no number", { Operations: [post("a")], failOnErrors: "many" }, 400, "invalidValue"],
    ["failOnErrors below zero", { Operations: [post("a")], failOnErrors: -1 }, 400, "invalidValue"],
    ["failOnErrors that is no integer", { Operations: [post("a")], failOnErrors: 1.5 }, 400, "invalidValue"],
  ])("%s is refused whole", (_, body, status, scimType) => {
    expect(() => parseBulkRequest(body)).toThrow(expect.objectContaining({ status, scimType }));
  });

  it("schemas may be absent, names are compared without case", () => {
    const { operations, failOnErrors } = parseBulkRequest({
      operations: [{ Method: "post", Path: "Users", BulkID: "a", DATA: {} }],
      FailOnErrors: 2,
    });
    expect(operations).toEqual([{ method: "POST", path: "/Users", bulkId: "a", version: undefined, data: {} }]);
    expect(failOnErrors).toBe(2);
  });

  it(`${bulkLimits.operations} operations are accepted, one more is 413 that names the limit`, () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => post(`${n}`));
    expect(parse(...many(bulkLimits.operations)).operations).toHaveLength(bulkLimits.operations);
    expect(() => parse(...many(bulkLimits.operations + 1))).toThrow(
      expect.objectContaining({ status: 413, detail: "The number of operations exceeds maxOperations (1000)." }),
    );
  });

  it.each([
    ["no object", 5, "invalidSyntax"],
    ["no method", { path: "/Users" }, "invalidSyntax"],
    ["GET", { method: "GET", path: "/Users/1" }, "invalidSyntax"],
    ["no path", { method: "DELETE" }, "invalidSyntax"],
    ["a version that is no text", { method: "DELETE", path: "/Users/1", version: 3 }, "invalidSyntax"],
    ["a POST without bulkId", { method: "POST", path: "/Users", data: {} }, "invalidValue"],
    ["a bulkId that is no text", { method: "POST", path: "/Users", bulkId: 5, data: {} }, "invalidValue"],
    ["a bulkId for the second time", post("first"), "invalidValue"],
  ])("%s is wrong with that operation alone", (_, wrong, scimType) => {
    const { operations } = parse(post("first"), wrong, post("last"));
    expect(operations).toMatchObject([{ bulkId: "first" }, { error: { status: 400, scimType } }, { bulkId: "last" }]);
    expect(operations[0]).not.toHaveProperty("error");
    expect(operations[2]).not.toHaveProperty("error");
  });

  it("no failOnErrors means no end, 0 the first error", () => {
    expect(parse(post("a")).failOnErrors).toBe(Number.POSITIVE_INFINITY);
    expect(parseBulkRequest({ Operations: [post("a")], failOnErrors: 0 }).failOnErrors).toBe(1);
  });

  it("the operations of a PATCH may stand alone, as in the example of §3.7.3", () => {
    const data = [{ op: "remove", path: "nickName" }];
    expect(parse({ method: "PATCH", path: "/Users/1", data }).operations).toMatchObject([{ data: { Operations: data } }]);
  });
});

describe("references", () => {
  const operation = (data: unknown, path = "/Groups"): BulkOperation => ({
    method: "POST",
    path,
    bulkId: undefined,
    version: undefined,
    data,
  });

  it.each([
    ["a member", { members: [{ type: "User", value: "bulkId:a" }, { value: "bulkId:b" }, { value: "bulkId:a" }] }, ["a", "b"]],
    ["a manager", { "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { manager: { value: "bulkId:a" } } }, ["a"]],
    ["a bare manager", { manager: "bulkId:a b" }, ["a b"]],
    ["a filter of a PATCH path", { Operations: [{ op: "remove", path: 'members[value eq "bulkId:a"]' }] }, ["a"]],
    ["not what a user says of its groups, which is read-only", { userName: "a", groups: [{ value: "bulkId:a" }] }, []],
    ["no other text", { displayName: "my bulkId:a", nickName: "bulkId:", path: "bulkId" }, []],
  ])("%s", (_, data, found) => {
    expect(bulkReferences(operation(data))).toEqual(found);
  });

  it("stand for the id in a path too", () => {
    expect(bulkReferences(operation({}, "/Users/bulkId:a?attributes=id"))).toEqual(["a"]);
    expect(resolvePath("/Users/bulkId:a?attributes=id", () => "1")).toBe("/Users/1?attributes=id");
    expect(resolvePath("/Users/bulk", () => "1")).toBe("/Users/bulk");
  });

  it("are replaced wherever they are, and nothing else is", () => {
    const data = {
      members: [{ value: "bulkId:a" }, { value: "x" }],
      Operations: [{ path: 'members[value eq "bulkId:a"]' }],
      n: 1,
      no: null,
    };
    expect(resolveReferences(data, (bulkId) => `id of ${bulkId}`)).toEqual({
      members: [{ value: "id of a" }, { value: "x" }],
      Operations: [{ path: 'members[value eq "id of a"]' }],
      n: 1,
      no: null,
    });
  });

  it("nothing reaches Object.prototype", () => {
    const data: unknown = JSON.parse('{"__proto__":{"polluted":"bulkId:a"},"constructor":{"prototype":{"polluted":"bulkId:a"}}}');
    resolveReferences(data, () => "1");
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});

describe("the order", () => {
  /** "a>bc": operation a refers to b and c. */
  const jobs = (...jobs: string[]) =>
    parse(...jobs.map((job) => post(job[0] ?? "", { members: [...job.slice(2)].map((value) => ({ value: `bulkId:${value}` })) })))
      .operations;
  const ordered = (...names: string[]) => {
    const operations = jobs(...names);
    return orderBulk(operations)
      .map(
        (step) =>
          `${step.kind === "link" ? "link " : ""}${operations[step.index]?.bulkId}${step.kind === "run" && step.later.size > 0 ? ` without ${[...step.later].join("")}` : ""}`,
      )
      .join(", ");
  };

  it.each([
    ["as sent", ["a", "b>a", "c>ab"], "a, b, c"],
    ["what is referred to comes first", ["a>c", "b", "c"], "c, a, b"],
    ["a chain, backwards", ["a>b", "b>c", "c>d", "d"], "d, c, b, a"],
    ["a circle of two is closed at its end", ["a>b", "b>a"], "b without a, a, link b"],
    ["oneself", ["a>a", "b"], "a without a, link a, b"],
    ["a circle of three, and who refers to it", ["x>a", "a>b", "b>c", "c>a"], "c without a, b, a, x, link c"],
    ["two circles", ["a>bc", "b>a", "c>a"], "b without a, c without a, a, link b, link c"],
    ["a bulkId that nobody has", ["a>z", "b"], "a, b"],
  ])("%s", (_, names, order) => {
    expect(ordered(...names)).toBe(order);
  });

  it("every operation is carried out once, after all it refers to that is not in a circle with it", () => {
    const graph = fc
      .integer({ min: 1, max: 12 })
      .chain((size) => fc.array(fc.subarray([..."abcdefghijkl"].slice(0, size)), { minLength: size, maxLength: size }));
    fc.assert(
      fc.property(graph, (references) => {
        const operations = jobs(...references.map((targets, index) => `${"abcdefghijkl"[index]}>${targets.join("")}`));
        const steps = orderBulk(operations);
        const runs = steps.filter((step) => step.kind === "run");
        expect(runs.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...operations.keys()]);
        const before = new Set<string>();
        for (const { index, later } of runs) {
          const operation = operations[index];
          if (!operation || "error" in operation) throw new Error("all of them are valid");
          for (const bulkId of bulkReferences(operation)) expect(before.has(bulkId)).toBe(!later.has(bulkId));
          before.add(operation.bulkId ?? "");
        }
        const linked = steps.filter((step) => step.kind === "link").map(({ index }) => index);
        expect(linked.sort()).toEqual(
          runs
            .filter(({ later }) => later.size > 0)
            .map(({ index }) => index)
            .sort(),
        );
      }),
    );
  });

  it("a chain of a thousand", () => {
    const chain = Array.from({ length: 1000 }, (_, n) => post(`${n}`, { manager: `bulkId:${n + 1}` }));
    expect(orderBulk(parse(...chain).operations)[0]).toMatchObject({ index: 999 });
  });
});
