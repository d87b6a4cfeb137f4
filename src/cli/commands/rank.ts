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
    .description('各组内的名次 / ranks inside each group')
    .option('--input <file>', 'CSV 文件，- 为标准输入 / CSV file, - for standard input')
    .addOption(new Option('--method <method>', '并列规则 / tie rule').choices(RANK_METHODS).default('standard'))
    .addHelpText('after', DETAILS)
    .action(async ({ input, method }: { input?: string; method: RankMethod }) => {
      if (input === undefined) throw cliErrors['cli.inputNeeded']();
      await rankFile(input, method, io);
    });
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
