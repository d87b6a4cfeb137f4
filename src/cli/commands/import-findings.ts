import { basename } from 'node:path';
import type { Command } from 'commander';
import type { FindingImportAnswer } from '../../quality-review/dto/finding-import.dto.js';
import { withApplication } from '../application.js';
import { readNamed } from '../input.js';
import type { CliIo } from '../io.js';

interface ImportArguments {
  file: string;
  court?: string;
  dryRun?: boolean;
}

const DETAILS = `
每行一条差错，进入该案未提交的评查，作为评查员的草稿；提交仍由评查员办理 Each row becomes a draft of the case's review that is still open; its reviewer submits it.
有一行有误就都不导入；同一文件再次导入不改变任何数据 Nothing enters while a row has a fault; the same file twice changes nothing.
--json 输出 {rows, ready, unchanged, saved, faults} prints these as JSON. 退出码 1：有误 exit code 1: faults.`;

export function registerImportFindings(importing: Command, program: Command, io: CliIo): void {
  importing
    .command('findings')
    .description('导入差错 / import findings')
    .requiredOption('--file <file>', 'CSV 或 XLSX 文件 / CSV or XLSX file')
    .option('--court <code>', '法院代码；只有一个法院时可省略 / court code, needed only if there are several')
    .option('--dry-run', '只检查，不写入 / check only, write nothing')
    .addHelpText('after', DETAILS)
    .action(async (given: ImportArguments) => {
      const outcome = await importFindings(given);
      const asJson = program.opts<{ json?: boolean }>().json === true;
      io.stdout.write(asJson ? `${JSON.stringify(outcome)}\n` : inWords(outcome));
      if (outcome.faults.length) process.exitCode = 1;
    });
}

async function importFindings({ file, court: code, dryRun }: ImportArguments): Promise<FindingImportAnswer> {
  const content = await readNamed(file);
  const [{ FindingSheets }, { importErrors }, { Court }, { Database }, { commandLineActor }] = await Promise.all([
    import('../../quality-review/finding-import/finding-sheets.js'),
    import('../../cases/case-import.errors.js'),
    import('../../court/court.entities.js'),
    import('../../platform/database/database.js'),
    import('../../platform/permissions/command-line-actor.js'),
  ]);
  return withApplication(async (app) => {
    const courts = await app.get(Database).repository(Court).find();
    const court = code === undefined && courts.length === 1 ? courts[0] : courts.find((one) => one.code === code);
    if (!court) throw importErrors['caseImport.courtUnknown']({ code: code ?? '', known: courts.map((one) => one.code).join(', ') || '—' });
    const sheets = app.get(FindingSheets, { strict: false });
    const actor = commandLineActor(court.id);
    const tried = await sheets.take(actor, basename(file), content, false);
    return dryRun || tried.faults.length || !tried.ready ? tried : sheets.take(actor, basename(file), content, true);
  });
}

function inWords({ rows, ready, unchanged, saved, faults }: FindingImportAnswer): string {
  const lines = [
    `共 ${rows} 行：可导入 ${ready}，没有变化 ${unchanged}，有误 ${faults.length} 处；已写入 ${saved} 条。`,
    `${rows} rows: ${ready} ready, ${unchanged} unchanged, ${faults.length} faults; ${saved} findings written.`,
    ...faults.flatMap(({ row, column, what, fix }) => [`  第 ${row} 行，${column}：${what.zh}${fix.zh}`, `    row ${row}, ${column}: ${what.en} ${fix.en}`]),
  ];
  return `${lines.join('\n')}\n`;
}
