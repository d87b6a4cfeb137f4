import { basename } from 'node:path';
import type { Command } from 'commander';
import { sheetFault } from '../../platform/sheets/sheet.js';
import type { RowFault } from '../../cases/import-faults.js';
import type { ImportView } from '../../cases/dto/case-import.dto.js';
import { newId } from '../../platform/ids.js';
import { withApplication } from '../application.js';
import { readNamed } from '../input.js';
import type { CliIo } from '../io.js';
import { registerImportFindings } from './import-findings.js';

interface ImportArguments {
  file: string;
  mapping: string;
  court?: string;
  courtName?: string;
  pseudonymise?: boolean;
  createPeople?: boolean;
  dryRun?: boolean;
  allOrNothing?: boolean;
}

const DETAILS = `
数据库由 DATABASE_URL 指定 The database is the one of DATABASE_URL.
无误的行导入，有误的行逐条列出；同一文件再次导入不改变任何数据 Rows without fault enter, the others are listed; the same file twice changes nothing.
--json 输出 {totals, written, unusedColumns, causes, faults} prints these as JSON.
退出码 1：--all-or-nothing 且有误，或文件无法读取 exit code 1: faults with --all-or-nothing, or a file that cannot be read.`;

export function registerImport(program: Command, io: CliIo): void {
  const importing = program.command('import').description('导入数据 / bring data in');
  registerImportFindings(importing, program, io);
  importing
    .command('cases')
    .description('按列对应文件导入案件 / import cases by a mapping file')
    .requiredOption('--file <file>', 'CSV 或 XLSX 文件 / CSV or XLSX file')
    .requiredOption('--mapping <name>', 'config/mappings 中的列对应 / a mapping of config/mappings', 'zh-register')
    .option('--court <code>', '法院代码；只有一个法院时可省略 / court code, needed only if there are several')
    .option('--court-name <name>', '没有该代码的法院时，以此名称登记一个 / registers a court of this name if no court has the code')
    .option('--pseudonymise', '人员以化名登记，真实姓名不入库 / people enter under pseudonyms; no real name is stored')
    .option('--create-people', '登记文件中的新人员 / register people the court does not know')
    .option('--dry-run', '只检查，不写入 / check only, write nothing')
    .option('--all-or-nothing', '有一行有误就都不导入 / write nothing while any row has a fault')
    .addHelpText('after', DETAILS)
    .action(async (given: ImportArguments) => {
      const outcome = await importCases(given);
      const asJson = program.opts<{ json?: boolean }>().json === true;
      if (asJson) io.stdout.write(`${JSON.stringify(outcome)}\n`);
      else io.stdout.write(inWords(outcome));
    });
}

interface Outcome extends Pick<ImportView, 'totals' | 'written' | 'unusedColumns' | 'causes'> {
  faults: RowFault[];
}

async function importCases(given: ImportArguments): Promise<Outcome> {
  const content = await readNamed(given.file);
  const [{ CaseImportService }, { importErrors }, { Court }, { Database }, { commandLineActor }] = await Promise.all([
    import('../../cases/case-import.service.js'),
    import('../../cases/case-import.errors.js'),
    import('../../court/court.entities.js'),
    import('../../platform/database/database.js'),
    import('../../platform/permissions/command-line-actor.js'),
  ]);
  return withApplication(async (app) => {
    const known = app.get(Database).repository(Court);
    const courts = await known.find();
    let court = given.court === undefined && courts.length === 1 ? courts[0] : courts.find(({ code }) => code === given.court);
    if (!court && given.court && given.courtName)
      court = await known.save({ id: newId(), code: given.court, name: given.courtName, nameEn: given.courtName, level: 'basic', parentId: null, example: false });
    if (!court) throw importErrors['caseImport.courtUnknown']({ code: given.court ?? '', known: courts.map(({ code }) => code).join(', ') || '—' });
    const actor = commandLineActor(court.id);
    const imports = app.get(CaseImportService, { strict: false });
    const { id } = await imports.upload(actor, {
      fileName: basename(given.file),
      content,
      mapping: given.mapping,
      pseudonymise: given.pseudonymise === true,
      createPeople: given.createPeople === true,
    });
    await finished(id);
    const checked = await imports.view(actor, id);
    const faults = await imports.everyFault(actor, id);
    if (given.allOrNothing && checked.totals!.faulty)
      throw importErrors['caseImport.faultsLeft']({ count: checked.totals!.faulty }, faults.filter(({ code }) => code !== 'case.update').map(({ row, column, value, what, fix }) => sheetFault({ row, column, value }, what, fix)));
    if (!given.dryRun && checked.totals!.ready + checked.totals!.updates > 0) {
      await imports.commit(actor, id, given.allOrNothing === true);
      await finished(id);
    }
    const { totals, written, unusedColumns, causes } = await imports.view(actor, id);
    return { totals, written, unusedColumns, causes, faults };

    async function finished(importId: string): Promise<void> {
      const job = await imports.jobOf(actor, importId);
      if (job.status === 'failed') throw new Error(job.error ?? 'the import failed');
    }
  });
}

function inWords({ totals, written, unusedColumns, causes, faults }: Outcome): string {
  const { rows, ready, updates, faulty, unchanged, faults: count } = totals!;
  const lines = [
    `共 ${rows} 行：可导入 ${ready}，将更新 ${updates}，有误 ${faulty}（${count} 处），没有变化 ${unchanged}；已写入 ${written} 件。`,
    `${rows} rows: ${ready} ready, ${updates} to update, ${faulty} faulty (${count} faults), ${unchanged} unchanged; ${written} cases written.`,
    ...(unusedColumns.length ? [`未使用的列 Columns not used: ${unusedColumns.join(', ')}`] : []),
    ...causes.map(({ zh, en, count: times }) => `  ${zh} ${en}: ${times}`),
    ...faults.flatMap(({ row, column, what, fix }) => [`  第 ${row} 行，${column}：${what.zh}${fix.zh}`, `    row ${row}, ${column}: ${what.en} ${fix.en}`]),
  ];
  return `${lines.join('\n')}\n`;
}
