import type { Sentence } from '../kernel/domain-error.js';

/** One thing wrong in a row of the file. `code` groups; `what` and `fix` are for the person who corrects it. */
export interface RowFault {
  row: number;
  column: string;
  value: string;
  code: FaultCode;
  what: Sentence;
  fix: Sentence;
}

/** The causes by which faults are grouped, in the order a person meets the columns. */
export const FAULT_CAUSES = {
  'number.missing': { zh: '案号空缺', en: 'number missing' },
  'number.malformed': { zh: '案号格式', en: 'number malformed' },
  'number.repeated': { zh: '案号重复', en: 'number repeated in the file' },
  'case.update': { zh: '将更新登记册（不是差错）', en: 'will update the register (no fault)' },
  'case.differs': { zh: '与登记册不一致', en: 'differs from the register' },
  'case.frozen': { zh: '已计入结束的考核期', en: 'counted in a closed period' },
  'case.judgeChanged': { zh: '承办人与登记册不同', en: 'another judge than in the register' },
  'value.missing': { zh: '必填项空缺', en: 'needed value missing' },
  'value.unknown': { zh: '值不在对应表内', en: 'value not in the mapping' },
  'value.number': { zh: '不是数字', en: 'not a number' },
  'value.long': { zh: '文字过长', en: 'text too long' },
  'date.missing': { zh: '日期空缺', en: 'date missing' },
  'date.format': { zh: '日期写法', en: 'date format' },
  'date.impossible': { zh: '日期不存在', en: 'date does not exist' },
  'date.future': { zh: '日期在将来', en: 'date in the future' },
  'date.order': { zh: '结案早于收案', en: 'closing before intake' },
  'date.effectOrder': { zh: '生效早于结案', en: 'effect before closing' },
  'judge.missing': { zh: '承办人空缺', en: 'responsible judge missing' },
  'person.unknown': { zh: '人员查不到', en: 'person not found' },
  'person.ambiguous': { zh: '同名人员', en: 'several people of that name' },
  'division.unknown': { zh: '庭室查不到', en: 'division not found' },
  'row.fields': { zh: '列数不符', en: 'more fields than titles' },
} as const satisfies Record<string, Sentence>;
export type FaultCode = keyof typeof FAULT_CAUSES;

export interface CellPlace {
  row: number;
  column: string;
  value: string;
}

const LONGEST_VALUE = 300;

export function rowFault(place: CellPlace, code: FaultCode, what: Sentence, fix: Sentence): RowFault {
  return { ...place, column: place.column.slice(0, 80), value: place.value.slice(0, LONGEST_VALUE), code, what, fix };
}

/** The sentences of the faults that every row may have. */
export const rowFaults = {
  missing: (place: CellPlace, kind: 'date' | 'judge' | 'value' | 'number') =>
    rowFault(
      place,
      `${kind}.missing`,
      place.value === ''
        ? { zh: `“${place.column}”没有填写。`, en: `"${place.column}" is empty.` }
        : { zh: `“${place.column}”填的是“${place.value}”，等于没有填写。`, en: `"${place.column}" says "${place.value}", which states nothing.` },
      kind === 'judge'
        ? { zh: '请按案卷补上后再导入这一行；尚未分案的写“待分案”。', en: 'Fill it in from the file of the case, then import this row; a case not assigned yet says 待分案.' }
        : { zh: '请按案卷补上后再导入这一行。', en: 'Fill it in from the file of the case, then import this row.' },
    ),
  waitingThoughClosed: (place: CellPlace) =>
    rowFault(
      place,
      'judge.missing',
      { zh: `已结案，承办人却写着“${place.value}”。`, en: `The case is closed, yet its judge is given as "${place.value}".` },
      { zh: '请填写承办人；确未结案的，删去结案日期。', en: 'Fill in the judge; if it is not closed, take the closing day out.' },
    ),
  unknownValue: (place: CellPlace, allowed: readonly string[]) =>
    rowFault(
      place,
      'value.unknown',
      { zh: `“${place.value}”不在对应表内。`, en: `"${place.value}" is not in the mapping.` },
      { zh: `请改为：${allowed.join('、')}；或在对应文件中增加一行。`, en: `Write one of ${allowed.join(', ')}, or add a line to the mapping.` },
    ),
  notNumber: (place: CellPlace, example: string) =>
    rowFault(
      place,
      'value.number',
      { zh: `“${place.value}”不是数字，或超出范围。`, en: `"${place.value}" is not a number, or out of range.` },
      { zh: `请写成 ${example} 这样的数字，不带单位。`, en: `Write a number such as ${example}, without unit.` },
    ),
  tooLong: (place: CellPlace, most: number) =>
    rowFault(
      place,
      'value.long',
      { zh: `文字有 ${place.value.length} 个字，最多 ${most} 个。`, en: `The text has ${place.value.length} characters; ${most} is the most.` },
      { zh: '请缩短。', en: 'Shorten it.' },
    ),
  dateFormat: (place: CellPlace) =>
    rowFault(
      place,
      'date.format',
      { zh: `“${place.value}”读不出日期。`, en: `"${place.value}" cannot be read as a date.` },
      { zh: '请写成 2026-10-01。', en: 'Write 2026-10-01.' },
    ),
  dateImpossible: (place: CellPlace) =>
    rowFault(
      place,
      'date.impossible',
      { zh: `“${place.value}”这一天不存在。`, en: `There is no such day as "${place.value}".` },
      { zh: '请核对月份和日期，改为存在的日期。', en: 'Check month and day and write one that exists.' },
    ),
  dateFuture: (place: CellPlace, today: string) =>
    rowFault(
      place,
      'date.future',
      { zh: `“${place.value}”晚于今天（${today}）。`, en: `"${place.value}" lies after today (${today}).` },
      { zh: '请核对年份。', en: 'Check the year.' },
    ),
  dateOrder: (place: CellPlace, code: 'date.order' | 'date.effectOrder', earlier: string) =>
    rowFault(
      place,
      code,
      code === 'date.order'
        ? { zh: `结案日 ${place.value} 早于收案日 ${earlier}。`, en: `The closing on ${place.value} is before the intake on ${earlier}.` }
        : { zh: `生效日 ${place.value} 早于结案日 ${earlier}。`, en: `The effect on ${place.value} is before the closing on ${earlier}.` },
      { zh: '请核对两个日期。', en: 'Check both dates.' },
    ),
  repeated: (place: CellPlace, rows: readonly number[]) => {
    const named = rows.slice(0, 10).join(', ') + (rows.length > 10 ? ' …' : '');
    return rowFault(
      place,
      'number.repeated',
      { zh: `案号“${place.value}”在文件中出现 ${rows.length} 次（第 ${named} 行）。`, en: `The number "${place.value}" stands ${rows.length} times in the file (rows ${named}).` },
      { zh: '一案一行：请只保留正确的一行，或改正写错的案号。', en: 'One row a case: keep the right one, or correct the number that is wrong.' },
    );
  },
  willUpdate: (place: CellPlace, what: Sentence) =>
    rowFault(place, 'case.update', what, {
      zh: '导入后按文件更新，原内容留在案件的变更记录里；空白格不清除已登记的内容。',
      en: 'Importing follows the file; what stood before stays in the trail of the case, and a blank cell clears nothing.',
    }),
  frozen: (place: CellPlace, fields: readonly Sentence[], why: Sentence) =>
    rowFault(
      place,
      'case.frozen',
      { zh: `文件要改动${fields.map(({ zh }) => zh).join('、')}，但${why.zh}`, en: `The file changes ${fields.map(({ en }) => en).join(', ')}, but ${why.en}` },
      { zh: '请把这一行恢复成登记册的内容，或删去这一行；确经决定更正已冻结考核期的，另行导入并勾选“按决定改正已冻结考核期的案件”。', en: 'Put the row back as the register has it, or take it out; where a decision puts a frozen period right, import it apart and tick “Put right cases of frozen periods as decided”.' },
    ),
  judgeChanged: (place: CellPlace) =>
    rowFault(
      place,
      'case.judgeChanged',
      { zh: '登记册上本案已有另一位承办人，导入不改换承办人。', en: 'The register holds another responsible judge for this case; an import does not change hands.' },
      { zh: '请先在“移送和退回”中办理移送；文件写错的，改正这一格。', en: 'Have the case transferred first; if the file is wrong, correct the cell.' },
    ),
  personUnknown: (place: CellPlace, closest: string | null) =>
    rowFault(
      place,
      'person.unknown',
      {
        zh: `人员表没有“${place.value}”${closest ? `（最接近：${closest}）` : ''}。`,
        en: `There is nobody called "${place.value}"${closest ? ` (closest: ${closest})` : ''}.`,
      },
      { zh: '请核对姓名；确有其人的，先在“人员”中登记。', en: 'Check the name; if it is right, register the person first.' },
    ),
  personAmbiguous: (place: CellPlace, numbers: readonly string[]) =>
    rowFault(
      place,
      'person.ambiguous',
      { zh: `人员表有 ${numbers.length} 位“${place.value}”。`, en: `There are ${numbers.length} people called "${place.value}".` },
      { zh: `请改写工号：${numbers.join('、')}。`, en: `Write the employee number instead: ${numbers.join(', ')}.` },
    ),
  divisionUnknown: (place: CellPlace, known: readonly string[]) =>
    rowFault(
      place,
      'division.unknown',
      { zh: `本院没有“${place.value}”。`, en: `The court has no "${place.value}".` },
      { zh: `请改为：${known.join('、')}。`, en: `Write one of ${known.join(', ')}.` },
    ),
};
