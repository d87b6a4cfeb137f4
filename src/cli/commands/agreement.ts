import { Option, type Command } from 'commander';
import { DomainError, type Fault } from '../../kernel/domain-error.js';
import { agreement, type Agreement, type Rating } from '../../rules/agreement.js';
import { agreementWithInterval, type AgreementWithInterval } from '../../rules/agreement-interval.js';
import { AGREEMENT_MEASURES, type AgreementMeasure } from '../../rules/agreement-measures.js';
import type { NamedRow } from '../../platform/sheets/columns.js';
import { sheetFault } from '../../platform/sheets/sheet.js';
import { CellReader } from '../cells.js';
import { readTable } from '../input.js';
import type { CliIo } from '../io.js';

const COLUMNS = [
  { name: 'subject', zh: '对象' },
  { name: 'rater', zh: '评查员' },
  { name: 'value', zh: '评定' },
] as const;
/** Printed tables mark a rating that was not given with a dash; the plain hyphen may be a category (+ and -). */
const PRINTED_GAP = /^[–—]$/;
type RatingColumn = (typeof COLUMNS)[number]['name'];

const DETAILS = `
列 Columns: subject 对象, rater 评查员, value 评定；每次评定一行 one rating a row；没有评定的留空、写“–”或不写 leave gaps empty, write –, or leave them out
  cohen, cohen-linear, cohen-quadratic  两名评查员，不许缺失 exactly two raters, no gaps
  fleiss                                每个对象评定次数相同 the same number of ratings for every subject
  krippendorff-…                        人数不限，允许缺失 any number of raters, gaps allowed
  --interval                            加 95% 区间；krippendorff 按 --seed 重复抽样 1000 次，种子写进结果
                                        adds the 95 % interval; krippendorff by 1000 repeated samples from --seed, which is recorded
输出 Output: JSON {measure,value,subjects,raters}；无定义时 value 为 null 并说明 reason。value is null, with a reason, where the coefficient is not defined.`;

export function registerAgreement(program: Command, io: CliIo): void {
  program
    .command('agreement')
    .description('评查员之间的一致性 / agreement between raters: Cohen, Fleiss, Krippendorff')
    .requiredOption('--input <file>', 'CSV 文件，- 为标准输入 / CSV file, - for standard input')
    .addOption(new Option('--measure <measure>', '系数 / coefficient').choices(AGREEMENT_MEASURES).makeOptionMandatory())
    .option('--interval', '加 95% 区间 / with its 95 % interval')
    .option('--seed <text>', '重复抽样的种子 / seed of the repeated samples', '0')
    .addHelpText('after', DETAILS)
    .action(async ({ input, measure, interval, seed }: { input: string; measure: AgreementMeasure; interval?: true; seed: string }) => {
      const { rows, faults } = await readTable(input, COLUMNS, io);
      const cells = new CellReader<RatingColumn>(faults);
      const ratings = rows.map((row) => ({
        subject: cells.text(row, 'subject'),
        rater: cells.text(row, 'rater'),
        value: row.values.value.replace(PRINTED_GAP, ''),
      })) satisfies Rating[];
      cells.finish();
      const work = interval ? () => agreementWithInterval(ratings, measure, seed) : () => agreement(ratings, measure);
      const { reason, ...result } = agreementOf(rows, work);
      io.stdout.write(`${JSON.stringify(reason ? { ...result, reason } : result)}\n`);
    });
}

/** A refusal of the rule speaks of the n-th rating; a person needs the row of the file. */
function agreementOf(rows: readonly NamedRow<RatingColumn>[], work: () => Agreement | AgreementWithInterval): Agreement {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.code, error.definition, error.params, error.faults.map((fault) => inFile(fault, rows)));
  }
}

function inFile(fault: Fault, rows: readonly NamedRow<RatingColumn>[]): Fault {
  const column = COLUMNS.find(({ name }) => fault.path.endsWith(`.${name}`))?.name;
  const row = column && rows[Number(fault.path.slice(0, -column.length - 1))];
  if (!column || !row) return fault;
  return { ...sheetFault({ row: row.row, column, value: row.values[column] }, fault, { zh: '', en: '' }), zh: fault.zh, en: fault.en };
}
