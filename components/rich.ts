import { createElement, Fragment, type ReactNode } from "react";
import { parts, type Values } from "#lib/text.ts";

/** A text whose {placeholders} are filled with elements: rich("Removed by {name}.", { name: <b>Ann</b> }). */
export function rich<const Text extends string>(text: Text, ...[values]: Values<Text, ReactNode>): ReactNode {
  return createElement(Fragment, null, ...parts<ReactNode>(text, values ?? {}));
}
