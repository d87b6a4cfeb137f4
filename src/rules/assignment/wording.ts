import type { Sentence } from '../../kernel/domain-error.js';
import { labelOf } from './criteria.js';
import type { AssignmentPhase, CriterionId, LoadUnit } from './plan.js';

/** An amount of work, as people say it: 12 件, 14.5 分. */
export function amount(value: number, loadIn: LoadUnit): Sentence {
  const text = String(Math.round(value * 100) / 100);
  return loadIn === 'cases' ? { zh: `${text}件`, en: text === '1' ? '1 case' : `${text} cases` } : { zh: `权重${text}`, en: `weight ${text}` };
}

/** A base is shown with two decimals at most; the exact fraction stands beside it in the answer. */
export function baseText(value: number | null): string {
  return value === null ? '–' : String(Math.round(value * 100) / 100);
}

export interface DecisionWords {
  judge: string;
  phase: AssignmentPhase;
  order: number;
  loadIn: LoadUnit;
  loadBefore: number;
  base: number | null;
  quota: number;
  /** Received in this run before this case. */
  used: number;
  beyondQuota: boolean;
  waterLevel: boolean;
}

/** Why this judge, in one line. Joined from parts: large runs keep flat texts, not trees of them. */
export function decisionWords(words: DecisionWords): Sentence {
  const { judge, phase, order, loadIn, loadBefore, quota, used, beyondQuota } = words;
  const [load, due, had] = [amount(loadBefore, loadIn), amount(quota, loadIn), amount(used, loadIn)];
  if (phase === 'designated')
    return {
      zh: ['指定由', judge, '承办，先于抽签，计入其配额（应得', due.zh, '）。'].join(''),
      en: ['Designated to ', judge, ' before the draw; it counts toward the quota of ', due.en, '.'].join(''),
    };
  const urgent = phase === 'urgent';
  const zh = [urgent ? '紧急分案；抽签第' : '抽签第', order, '位，', judge, '此时负荷', load.zh];
  const en = [urgent ? 'Urgent. Drawn in place ' : 'Drawn in place ', order, '; ', judge, ' had ', load.en, ' then'];
  if (beyondQuota) {
    zh.push('，配额', due.zh, '已满；受限制条件所限，别的分法总偏差更大，故超配额分给。');
    en.push(' and the quota of ', due.en, ' was used up; under the restrictions any other way departs further from the quotas.');
  } else {
    const reason = withinQuota(words);
    zh.push('，', reason.zh, '；配额', due.zh, '，此前已分', had.zh, '。');
    en.push(', ', reason.en, '; quota ', due.en, ', ', had.en, ' before this one.');
  }
  return { zh: zh.join(''), en: en.join('') };
}

function withinQuota({ phase, waterLevel, base }: DecisionWords): Sentence {
  if (waterLevel || phase === 'urgent') return { zh: '按配额分给', en: 'assigned within the quota' };
  if (phase === 'even') return { zh: '补平后平均分配', en: 'shared evenly after levelling' };
  return { zh: `低于基数${baseText(base)}，先补平`, en: `below the base of ${baseText(base)}: levelled first` };
}

const NAMED = 8;

/** Why nobody: every criterion with the judges it keeps away. */
export function nobodyWords(reasons: readonly { criterion: CriterionId; judges: readonly string[] }[], names: ReadonlyMap<string, string>): Sentence {
  if (reasons.length === 0) return { zh: '没有法官。留在待分案池。', en: 'There is no judge. It stays in the pool.' };
  const list = (judges: readonly string[], and: string): string => judges.slice(0, NAMED).map((id) => names.get(id) ?? id).join(and);
  const zh = reasons.map(({ criterion, judges }) => `${labelOf(criterion).zh}：${list(judges, '、')}${judges.length > NAMED ? `等${judges.length}人` : ''}`);
  const en = reasons.map(({ criterion, judges }) => `${labelOf(criterion).en}: ${list(judges, ', ')}${judges.length > NAMED ? ` and ${judges.length - NAMED} more` : ''}`);
  return { zh: `无人可以承办，留在待分案池。${zh.join('；')}。`, en: `Nobody may take it; it stays in the pool. ${en.join('; ')}.` };
}
