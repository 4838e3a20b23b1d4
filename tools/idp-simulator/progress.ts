import { clearLine, cursorTo } from "node:readline";
import type { WriteStream } from "node:tty";

const width = 30;

/** A line that is drawn over again while a step runs; silent when the stream is not a terminal. */
export function progressLine(stream: WriteStream) {
  const draw = (text: string) => {
    if (!stream.isTTY) return;
    cursorTo(stream, 0);
    stream.write(text);
    clearLine(stream, 1);
  };
  return {
    show(step: string, done: number, total: number) {
      const filled = Math.round((width * done) / Math.max(1, total));
      draw(`${step.padEnd(10)} ${"█".repeat(filled)}${"░".repeat(width - filled)} ${done}/${total}`);
    },
    clear: () => draw(""),
  };
}
