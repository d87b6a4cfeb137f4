import { daysBetween } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import { fromHundredths } from '../kernel/exact.js';
import type { CountedCase } from './counted-case.js';

const MANNERS: Readonly<Record<string, Sentence>> = {
  judgment: { zh: '判决', en: 'judgment' },
  ruling: { zh: '裁定', en: 'ruling' },
  mediated: { zh: '调解', en: 'settlement' },
  withdrawn: { zh: '撤诉', en: 'withdrawal' },
  dismissed: { zh: '驳回', en: 'dismissal' },
  enforced: { zh: '执行完毕', en: 'enforced in full' },
  terminated: { zh: '终结本次执行', en: 'enforcement terminated for now' },
  transferred: { zh: '移送', en: 'transfer' },
  other: { zh: '其他', en: 'other' },
};

type Note = (row: CountedCase) => Sentence;

/** The day a closed case was closed; these notes are only asked of closed cases. */
const closedDay = (row: CountedCase): string => row.closedOn ?? '';
const money = (cents: number | string | null): string => (cents === null ? '—' : fromHundredths(cents).toFixed(2));

export const closed: Note = (row) => {
  const manner = row.manner ? MANNERS[row.manner] : undefined;
  return {
    zh: `${row.cause}，${closedDay(row)} 结案${manner ? `，${manner.zh}` : ''}`,
    en: `${row.cause}, closed on ${closedDay(row)}${manner ? ` by ${manner.en}` : ''}`,
  };
};

export const received: Note = (row) => ({ zh: `${row.cause}，${row.intakeOn} 收案`, en: `${row.cause}, taken in on ${row.intakeOn}` });

export const weighted: Note = (row) => ({ zh: `${row.cause}，权重 ${money(row.weight)}`, en: `${row.cause}, weight ${money(row.weight)}` });

export const panel: Note = (row) => ({
  zh: `参加合议，${closedDay(row)} 结案，权重 ${money(row.weight)}`,
  en: `Sat on the panel; closed on ${closedDay(row)}, weight ${money(row.weight)}`,
});

const changesOf = (row: CountedCase): Sentence => {
  const [deducted, extended] = [Number(row.deductedDays), Number(row.extendedDays)];
  return {
    zh: `${extended ? `，延长 ${extended} 天已批准` : ''}${deducted ? `，扣除 ${deducted} 天` : ''}`,
    en: `${extended ? `, ${extended} day(s) of extension approved` : ''}${deducted ? `, ${deducted} day(s) deducted` : ''}`,
  };
};

export const inLimit: Note = (row) => {
  if (row.limitOn === null) return { zh: '登记簿上没有审限，视为期限内', en: 'No limit on the register: counted as in time' };
  const left = daysBetween(closedDay(row), row.limitOn);
  const changes = changesOf(row);
  if (left < 0) return late(row);
  return {
    zh: `审限内，${closedDay(row)} 结案，至 ${row.limitOn} 余 ${left} 天${changes.zh}`,
    en: `In time: closed on ${closedDay(row)}, ${left} day(s) before ${row.limitOn}${changes.en}`,
  };
};

export const late: Note = (row) => {
  const limit = row.limitOn ?? closedDay(row);
  const over = daysBetween(limit, closedDay(row));
  const changes = changesOf(row);
  return {
    zh: `超审限 ${over} 天：审限至 ${limit}，${closedDay(row)} 结案${changes.zh}`,
    en: `${over} day(s) late: the limit ended on ${limit}, closed on ${closedDay(row)}${changes.en}`,
  };
};

export const netDays: Note = (row) => {
  const gross = daysBetween(row.intakeOn, closedDay(row));
  const deducted = Number(row.deductedDays);
  return {
    zh: `${row.intakeOn} 至 ${closedDay(row)} 共 ${gross} 天，扣除 ${deducted} 天，净 ${gross - deducted} 天`,
    en: `${gross} day(s) from ${row.intakeOn} to ${closedDay(row)}, less ${deducted} deducted: ${gross - deducted}`,
  };
};

export const daysToClose: Note = (row) => {
  const gross = daysBetween(row.intakeOn, closedDay(row));
  return { zh: `${row.intakeOn} 至 ${closedDay(row)} 共 ${gross} 天`, en: `${gross} day(s) from ${row.intakeOn} to ${closedDay(row)}` };
};

export const appealable: Note = (row) => ({ zh: `${closedDay(row)} 一审结案，可以上诉`, en: `Closed at first instance on ${closedDay(row)}, open to appeal` });

export const amounts: Note = (row) => ({
  zh: `申请标的额 ${money(row.claimed)} 元，到位 ${money(row.realised)} 元`,
  en: `${money(row.claimed)} yuan claimed, ${money(row.realised)} realised`,
});

export const open: Note = (row) => ({ zh: `${row.intakeOn} 收案，尚未结案`, en: `Taken in on ${row.intakeOn}, still open` });

export const openOverLimit: Note = (row) => ({ zh: `审限已于 ${row.limitOn ?? ''} 届满，尚未结案`, en: `The limit ended on ${row.limitOn ?? ''}; still open` });

export const appealed: Note = (row) => ({ zh: `${row.day ?? ''} 上诉`, en: `Appealed on ${row.day ?? ''}` });

export const attributable: Note = (row) => ({ zh: `${row.day ?? ''} 上级裁判改判或发回，评查认定可归责`, en: `Changed or remanded on ${row.day ?? ''}; review found it attributable` });

export const changed: Note = (row) => ({ zh: `${row.day ?? ''} 上级改判（含部分改判）`, en: `Changed in whole or in part on ${row.day ?? ''}` });

export const remanded: Note = (row) => ({ zh: `${row.day ?? ''} 发回重审`, en: `Remanded on ${row.day ?? ''}` });

export const affirmed: Note = (row) => ({ zh: `${row.day ?? ''} 维持`, en: `Affirmed on ${row.day ?? ''}` });

export const objection: Note = (row) => ({ zh: `${row.day ?? ''} 异议成立（含部分成立）`, en: `Objection upheld in whole or in part on ${row.day ?? ''}` });

export const objectionDecided: Note = (row) => ({ zh: `${row.day ?? ''} 异议作出裁定`, en: `Objection ruled on, ${row.day ?? ''}` });
