import { expect, it } from "vitest";
import { withEagerModules } from "./eager-modules.ts";

it("the modules of a chunk stand in parentheses, and nothing else does", () => {
  const chunk =
    "(globalThis.TURBOPACK||(globalThis.TURBOPACK=[])).push([document.currentScript,17,e=>{e.s(()=>1)},4,function(){}]);";
  const eager =
    "(globalThis.TURBOPACK||(globalThis.TURBOPACK=[])).push([document.currentScript,17,(e=>{e.s(()=>1)}),4,(function(){})]);";
  expect(withEagerModules(chunk)).toBe(eager);
  expect(withEagerModules(eager)).toBe(eager);
});

it.each(["", "!function(){var a=[()=>1]}();", "(()=>{let e=[()=>1]})();", "push();push([()=>1])", "const a=[()=>1]"])(
  "other code stays: %s",
  (code) => {
    expect(withEagerModules(code)).toBe(code);
  },
);
