import { Option, type Command } from 'commander';
import { Decimal } from '../../kernel/exact.js';
import { RANK_METHODS, rankWithinGroups, type RankMethod } from '../../rules/ranks.js';
import { CellReader } from '../cells.js';
import { cliErrors } from '../cli.errors.js';
import { readTable } from '../input.js';
import { writeRows, type CliIo } from '../io.js';

const COLUMNS = [
  { name: 'group', zh: '组别' },
  { name: 'id', zh: '编号' },
  { name: 'score', zh: '得分' },
] as const;

const DETAILS = `
列 Columns: group 组别, id 编号, score 得分
方法 Methods (44, 42, 42, 41):
  standard    1 2 2 4      并列取前，其后空位（默认 default）
  modified    1 3 3 4      并列取后
  dense       1 2 2 3      并列不空位
  ordinal     1 2 3 4      不并列，同分按文件次序 equal scores keep the order of the file
  fractional  1 2.5 2.5 4  并列取平均
输出 Output: JSON [{group,id,score,rank}]，按文件次序 in the order of the file；得分越高名次越前 higher is better`;

export function registerRank(program: Command, io: CliIo): void {
  program
    .command('rank')
    .description('各组内的名次：由文件，或由数据库 / ranks inside each group, from a file or from the database')
    .option('--input <file>', 'CSV 文件，- 为标准输入 / CSV file, - for standard input')
    .option('--group <group>', '数据库中的同岗组，如 judge:civil / peer group in the database, such as judge:civil')
    .option('--period <period>', '考核期，如 2026-10 / evaluation period, such as 2026-10')
    .option('--court <code>', '法院代码；只有一个法院时可省略 / court code; not needed when there is one court')
    .addOption(new Option('--method <method>', '并列规则 / tie rule').choices(RANK_METHODS).default('standard'))
    .addHelpText('after', DETAILS)
    .action(async ({ input, method, group, period, court }: RankOptions) => {
      if (input !== undefined) return rankFile(input, method, io);
      if (group === undefined || period === undefined) throw cliErrors['cli.inputNeeded']();
      return rankDatabase({ group, period, court }, program.opts<{ json?: true }>().json === true, io);
    });
}

interface RankOptions {
  input?: string;
  method: RankMethod;
  group?: string;
  period?: string;
  court?: string;
}

async function rankDatabase({ group, period, court }: { group: string; period: string; court?: string }, asJson: boolean, io: CliIo): Promise<void> {
  const { wholeRanking } = await import('../results.js');
  const view = await wholeRanking(court, group, period);
  if (asJson) {
    io.stdout.write(`${JSON.stringify(view)}\n`);
    return;
  }
  io.stdout.write(`${view.group.title.zh} ${view.group.title.en}  ${view.period}  ${view.status}  ${view.frozen?.digest ?? ''}\n`);
  for (const one of view.standings) io.stdout.write(`${one.tied ? '=' : ' '}${String(one.rank).padStart(3)}  ${(one.total ?? '').padStart(8)}  ${one.name}  ${one.division}\n`);
  io.stdout.write(`中位 median ${view.median ?? '–'}  均值 mean ${view.mean ?? '–'}\n`);
}

/** Scores are ranked and printed from their text: no digit of them passes through a binary float. */
async function rankFile(input: string, method: RankMethod, io: CliIo): Promise<void> {
  const { rows, faults } = await readTable(input, COLUMNS, io);
  const cells = new CellReader(faults);
  const firstRows = new Map<string, number>();
  const entries = rows.map((row) => {
    const entry = { group: cells.text(row, 'group'), id: cells.text(row, 'id'), score: cells.decimal(row, 'score') };
    const key = JSON.stringify([entry.group, entry.id]);
    const firstRow = firstRows.get(key);
    if (firstRow === undefined) firstRows.set(key, row.row);
    else if (entry.id !== '')
      cells.fault(
        row,
        'id',
        { zh: `“${entry.id}”在组“${entry.group}”的第 ${firstRow} 行已出现。`, en: `"${entry.id}" stands in group "${entry.group}" already, in row ${firstRow}.` },
        { zh: '同一人在一组只排一次，请只保留一行。', en: 'Nobody is ranked twice in a group; keep one row.' },
      );
    return entry;
  });
  cells.finish();
  writeRows(
    io,
    rankWithinGroups(entries, method).map(
      ({ group, id, score, rank }) =>
        `{"group":${JSON.stringify(group)},"id":${JSON.stringify(id)},"score":${new Decimal(score).toFixed()},"rank":${rank}}`,
    ),
  );
}
