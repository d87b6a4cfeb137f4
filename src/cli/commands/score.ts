import type { Command } from 'commander';
import type { CliIo } from '../io.js';

interface ScoreOptions {
  person: string;
  period: string;
  court?: string;
}

export function registerScore(program: Command, io: CliIo): void {
  program
    .command('score')
    .description('一人的得分单 / one person’s score sheet')
    .requiredOption('--person <person>', '姓名或人员编号 / name or personal id')
    .requiredOption('--period <period>', '考核期，如 2026-10 / evaluation period, such as 2026-10')
    .option('--court <code>', '法院代码；只有一个法院时可省略 / court code; not needed when there is one court')
    .action(async ({ person, period, court }: ScoreOptions) => {
      const { wholeSheet } = await import('../results.js');
      const sheet = await wholeSheet(court, person, period);
      if (program.opts<{ json?: true }>().json) {
        io.stdout.write(`${JSON.stringify(sheet)}\n`);
        return;
      }
      io.stdout.write(`${sheet.person.name}  ${sheet.person.division}  ${sheet.period}  ${sheet.status}  ${sheet.scheme.title.zh} v${sheet.scheme.version}\n`);
      for (const part of sheet.components) {
        io.stdout.write(`${part.points.padStart(8)} / ${part.fullMark}  ${part.title.zh} ${part.title.en}\n`);
        for (const line of part.leaves.flatMap((leaf) => leaf.lines)) io.stdout.write(`${line.points.padStart(12)}  ${line.reason.zh}\n`);
      }
      io.stdout.write(`${sheet.total.padStart(8)} / ${sheet.fullMark}  总分 total，第 ${sheet.rank ?? '–'} 名 rank\n`);
    });
}
