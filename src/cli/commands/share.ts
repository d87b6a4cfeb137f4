import type { Command } from 'commander';
import { Decimal } from '../../kernel/exact.js';
import { sheetFault } from '../../platform/sheets/sheet.js';
import { sharePool, yuan } from '../../rules/share-pool.js';
import { CellReader } from '../cells.js';
import { readTable } from '../input.js';
import { writeRows, type CliIo } from '../io.js';

const COLUMNS = [
  { name: 'id', zh: '编号' },
  { name: 'weight', zh: '权重' },
] as const;

const MONEY = /^\d{1,15}(\.\d{1,2})?$/;

const DETAILS = `
列 Columns: id 编号, weight 权重（不小于零 zero or more）
输出 Output: JSON [{id,amount}]，按文件次序，合计等于总额 in the order of the file, adding up to the pool
最大余额法：先取整分，剩余的分依次给余数最大者；余数相同给文件中靠前者，请按名次由先到后排列。
Largest remainder: whole cents first, the cents left over to the largest remainders; equal ones to the earlier row,
so list the better rank first.`;

export function registerShare(program: Command, io: CliIo): void {
  program
    .command('share')
    .description('把一笔钱按权重分到分 / share a sum of money by weight, to the cent')
    .requiredOption('--pool <amount>', '总额（元），如 120000.00 / the sum in yuan, such as 120000.00')
    .requiredOption('--input <file>', 'CSV 文件，- 为标准输入 / CSV file, - for standard input')
    .addHelpText('after', DETAILS)
    .action(async ({ pool, input }: { pool: string; input: string }) => {
      const { rows, faults } = await readTable(input, COLUMNS, io);
      const cells = new CellReader(faults);
      const given = pool.trim().normalize('NFKC');
      if (!MONEY.test(given))
        faults.push(
          sheetFault({ row: null, column: '--pool', value: pool }, { zh: `“${pool}”不是一笔钱。`, en: `"${pool}" is not a sum of money.` }, {
            zh: '请写不小于零、最多两位小数的元数，如 120000.00，不带单位和千分位逗号。',
            en: 'Write yuan, zero or more, with at most two decimals, such as 120000.00, without unit or thousands separator.',
          }),
        );
      const firstRows = new Map<string, number>();
      const shares = rows.map((row) => {
        const id = cells.text(row, 'id');
        const before = firstRows.get(id);
        if (before === undefined) firstRows.set(id, row.row);
        else if (id !== '')
          cells.fault(row, 'id', { zh: `“${id}”在第 ${before} 行已出现。`, en: `"${id}" stands in row ${before} already.` }, { zh: '同一人只分一次，请只保留一行。', en: 'Nobody shares twice; keep one row.' });
        const weight = new Decimal(cells.decimal(row, 'weight'));
        if (weight.lt(0)) cells.fault(row, 'weight', { zh: `权重“${row.values.weight}”小于零。`, en: `The weight "${row.values.weight}" is below zero.` }, { zh: '权重不能为负；不参加分配的写 0 或删去该行。', en: 'A weight cannot be negative; write 0, or take the row out, for whoever takes no share.' });
        return { id, weight };
      });
      if (!faults.length && shares.every(({ weight }) => weight.isZero()))
        faults.push(
          sheetFault(
            { row: rows.length ? null : 1, column: 'weight', value: '' },
            rows.length ? { zh: '所有权重都是零，无从分配。', en: 'Every weight is zero, so nothing can be shared.' } : { zh: '没有数据行，无从分配。', en: 'There are no rows, so nothing can be shared.' },
            { zh: '请至少给一人大于零的权重。', en: 'Give at least one a weight above zero.' },
          ),
        );
      cells.finish();
      const amounts = sharePool(BigInt(new Decimal(given).times(100).toFixed(0)), shares.map(({ weight }) => weight));
      writeRows(io, shares.map(({ id }, index) => JSON.stringify({ id, amount: yuan(amounts[index]!.cents) })));
    });
}
