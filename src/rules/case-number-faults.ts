import type { Fault } from '../kernel/domain-error.js';

/** What is wrong with a case number, in words a clerk can act on. `path` names the part. */
export const caseNumberFaults = {
  empty: (): Fault => ({ path: 'text', zh: '案号为空。请填写案号。', en: 'The case number is empty. Fill it in.' }),
  brackets: (): Fault => ({
    path: 'year',
    zh: '年份没有放在圆括号内。请写成“（2026）”。',
    en: 'The year is not in round brackets. Write "（2026）".',
  }),
  year: (year: string, last: number): Fault => ({
    path: 'year',
    zh: `年份“${year}”应为四位数字，2016 至 ${last}。请改正；2016 年以前的案号请按原样（…字第…号）填写。`,
    en: `The year "${year}" must have four digits, 2016 to ${last}. Correct it; write a number from before 2016 as it was (…字第…号).`,
  }),
  province: (court: string): Fault => ({
    path: 'court',
    zh: `“${court}”不是法院简称。法院代字以“最高法”或省、自治区、直辖市简称（如“苏”）开头，请核对。`,
    en: `"${court}" is not the short name of a court. A court code starts with 最高法 or the character of a province, such as 苏. Check it.`,
  }),
  supremeDigits: (digits: string): Fault => ({
    path: 'court',
    zh: `“最高法”后面不应有数字“${digits}”。请删去。`,
    en: `最高法 is not followed by digits, but "${digits}" stands there. Remove them.`,
  }),
  courtDigits: (digits: string): Fault => ({
    path: 'court',
    zh: `法院代码“${digits}”为 ${digits.length} 位。高级法院没有数字，中级法院两位，基层法院四位（如 0102），请改正。`,
    en: `The court code "${digits}" has ${digits.length} digits. A high court has none, an intermediate court two, a basic court four (such as 0102). Correct it.`,
  }),
  typeMissing: (): Fault => ({
    path: 'type',
    zh: '缺少类型代字。请在法院代码后写明，如“民初”。',
    en: 'The type is missing. Write it after the court code, such as 民初.',
  }),
  typeUnknown: (type: string, suggestion: string | null): Fault => ({
    path: 'type',
    zh: `类型代字“${type}”不在类型代字表内。${suggestion ? `2016 年起不再按庭编号，请改为“${suggestion}”。` : '请核对，或由审管办把它加入类型代字表。'}`,
    en: `The type "${type}" is not in the table of types. ${suggestion ? `Since 2016 numbers do not name the division; write ${suggestion}.` : 'Check it, or have the trial management office add it to the table.'}`,
  }),
  typeNotInForce: (type: string, year: string): Fault => ({
    path: 'type',
    zh: `类型代字“${type}”在 ${year} 年不适用。请核对年份和类型。`,
    en: `The type "${type}" was not in force in ${year}. Check the year and the type.`,
  }),
  serialMissing: (): Fault => ({
    path: 'serial',
    zh: '缺少序号。请在类型代字后填写案件序号。',
    en: 'The serial number is missing. Write it after the type.',
  }),
  serialRange: (serial: string): Fault => ({
    path: 'serial',
    zh: `“${serial}”是几个案号连写，一格只能填一个案号。请分行填写，或用导入功能展开。`,
    en: `"${serial}" names several cases; a field holds one. Write one line for each, or let the importer expand it.`,
  }),
  serialZero: (): Fault => ({
    path: 'serial',
    zh: '序号不能为零。序号从 1 起，请核对。',
    en: 'The serial number is zero. Serials start at 1; check it.',
  }),
  serialLeadingZero: (serial: string): Fault => ({
    path: 'serial',
    zh: `序号“${serial}”前面有零。请写成“${serial.replace(/^0+/, '')}”。`,
    en: `The serial number "${serial}" has leading zeros. Write "${serial.replace(/^0+/, '')}".`,
  }),
  serialDigits: (serial: string): Fault => ({
    path: 'serial',
    zh: `序号“${serial}”应为 1 至 9999999 的整数。请核对。`,
    en: `The serial number "${serial}" must be a whole number from 1 to 9999999. Check it.`,
  }),
  serialReview: (serial: string): Fault => ({
    path: 'serial',
    zh: `刑核案件的序号为八位随机数字，现为“${serial}”。请核对。`,
    en: `The serial number of a 刑核 case has exactly eight digits; it is "${serial}". Check it.`,
  }),
  haoMissing: (): Fault => ({
    path: 'hao',
    zh: '末尾缺少“号”。请在序号后补上“号”。',
    en: 'The 号 after the serial number is missing. Add it.',
  }),
  suffix: (tail: string): Fault => ({
    path: 'suffix',
    zh: `“号”后面的“${tail}”无法识别。只可写“之一”“之二”等，请改正或删去。`,
    en: `"${tail}" after 号 is not understood. Only 之一, 之二 and so on may follow; correct or remove it.`,
  }),
} as const;

/** Said of a number that is well formed. */
export const caseNumberWarnings = {
  secondInstanceInBasicCourt: (type: string): Fault => ({
    path: 'type',
    zh: `基层法院没有二审案件，而类型代字为“${type}”。请核对法院代码和类型。`,
    en: `A basic court has no second instance, but the type is ${type}. Check the court code and the type.`,
  }),
  unusualInBasicCourt: (type: string): Fault => ({
    path: 'type',
    zh: `类型代字“${type}”在基层法院不常见。请核对。`,
    en: `The type ${type} is unusual in a basic court. Check it.`,
  }),
  replaced: (type: string, replacement: string): Fault => ({
    path: 'type',
    zh: `类型代字“${type}”已由“${replacement}”代替。请核对。`,
    en: `The type ${type} has been replaced by ${replacement}. Check it.`,
  }),
} as const;
