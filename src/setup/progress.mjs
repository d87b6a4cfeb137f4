/**
 * Words for the person who waits. Everything goes to one stream, so that a command whose standard output is data
 * can send its progress to standard error.
 */
export const seconds = (since) => ((Date.now() - since) / 1000).toFixed(1);

/** A failure that is fully told by its sentence: shown without a stack. */
export class SetupProblem extends Error {}

export function reporterTo(stream) {
  const line = (zh, en) => stream.write(`${zh}\n  ${en}\n`);
  return {
    stream,
    line,
    /**
     * Runs `work` and says how long it took. `look` is asked every few seconds for [Chinese, English], so a long
     * step never falls silent.
     */
    async step(zh, en, work, look) {
      const began = Date.now();
      line(`▸ ${zh}`, en);
      const every = stream.isTTY ? 5_000 : 10_000;
      const beat = setInterval(() => {
        const [nowZh, nowEn] = look?.() ?? ['进行中', 'still working'];
        stream.write(`  … ${nowZh} · ${nowEn} · ${seconds(began)} s\n`);
      }, every);
      try {
        const result = await work();
        stream.write(`  ✓ ${seconds(began)} s\n`);
        return result;
      } finally {
        clearInterval(beat);
      }
    },
  };
}

/** Ends the process with the sentence of a SetupProblem, or with the stack of anything unexpected. */
export function endWith(error) {
  process.stderr.write(`\n✗ ${error instanceof SetupProblem ? error.message : (error?.stack ?? error)}\n`);
  process.exit(1);
}
