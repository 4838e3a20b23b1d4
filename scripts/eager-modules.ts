// What a browser loads is compiled before it is needed. A chunk is one call with many functions, one for each module. A browser
// compiles a function when it is first called, on the page's own thread, unless it stands in parentheses: then it does so while the
// chunk still arrives, on another thread. Called by next.config.mjs after each build.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** Rewrites the chunks of a build for browsers. */
export function compileModulesEarly(distDir: string): void {
  for (const file of globSync("static/chunks/**/*.js", { cwd: distDir }).map((name) => path.join(distDir, name))) {
    writeFileSync(file, withEagerModules(readFileSync(file, "utf8")));
  }
}

/** The chunk with its modules in parentheses: `push([script, 17, e => {…}])` becomes `push([script, 17, (e => {…})])`. Other code stays. */
export function withEagerModules(code: string): string {
  let eager = "";
  let done = 0;
  for (const { pos, end } of modulesOf(ts.createSourceFile("chunk.js", code, ts.ScriptTarget.Latest))) {
    eager += `${code.slice(done, pos)}(${code.slice(pos, end)})`;
    done = end;
  }
  return eager + code.slice(done);
}

/** The functions among the arguments of the call that registers a chunk. */
function modulesOf({ statements: [statement] }: ts.SourceFile): ts.Node[] {
  if (!statement || !ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return [];
  const [list] = statement.expression.arguments;
  if (!list || !ts.isArrayLiteralExpression(list)) return [];
  return list.elements.filter((element) => ts.isArrowFunction(element) || ts.isFunctionExpression(element));
}
