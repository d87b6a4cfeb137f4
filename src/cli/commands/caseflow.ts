import type { Command } from 'commander';
import { caseFlow } from '../../rules/case-flow.js';
import { CellReader } from '../cells.js';
import { readTable } from '../input.js';
import { writeRows, type CliIo } from '../io.js';

const COLUMNS = [
  { name: 'unit', zh: '单位' },
  { name: 'opening', zh: '旧存' },
  { name: 'received', zh: '新收' },
  { name: 'closed', zh: '结案' },
  { name: 'pending', zh: '未结' },
] as const;

const DETAILS = `
列 Columns: unit 单位, opening 旧存, received 新收, closed 结案, pending 未结
输出 Output: JSON，每行另有 with, for each row,
  clearanceRate    结收比 closed ÷ received × 100
  closingRate      结案率 closed ÷ (opening + received) × 100
  dispositionDays  pending ÷ closed × 365，整日 whole days
  gap              opening + received − closed − pending，应为 0 should be 0
分母为零时为 null，不写零。A zero denominator gives null, never zero.`;

export function registerCaseflow(program: Command, io: CliIo): void {
  program
    .command('caseflow')
    .description('收结存指标 / case-flow figures: clearance, closing rate, disposition time')
    .requiredOption('--input <file>', 'CSV 文件，- 为标准输入 / CSV file, - for standard input')
    .addHelpText('after', DETAILS)
    .action(async ({ input }: { input: string }) => {
      const { rows, faults } = await readTable(input, COLUMNS, io);
      const cells = new CellReader(faults);
      const flows = rows.map((row) => ({
        unit: cells.text(row, 'unit'),
        opening: cells.count(row, 'opening'),
        received: cells.count(row, 'received'),
        closed: cells.count(row, 'closed'),
        pending: cells.count(row, 'pending'),
      }));
      cells.finish();
      writeRows(io, flows.map((flow) => JSON.stringify({ ...flow, ...caseFlow(flow) })));
    });
}
