import type { Sentence } from '../../kernel/domain-error.js';

export const WATCH_KINDS = ['filingDip', 'closingSpike', 'refiled', 'extensionCluster', 'withoutAppeal', 'claimConcentration', 'costLow'] as const;
export type WatchKind = (typeof WATCH_KINDS)[number];

export interface WatchLineValues {
  oneIn: number;
  lastDays: number;
  usualMonths: number;
  refileDays: number;
  extensionDays: number;
  leastCases: number;
  leastEvents: number;
}

interface KindWords {
  title: Sentence;
  rule: (line: WatchLineValues) => Sentence;
  innocent: Sentence;
}

/** What each kind of sign is, and what innocently gives the same picture. */
export const KIND_WORDS: Record<WatchKind, KindWords> = {
  filingDip: {
    title: { zh: '月末收案骤降', en: 'Filings dip at month’s end' },
    rule: ({ lastDays, usualMonths, leastCases, oneIn }) => ({
      zh: `各庭每月最后 ${lastDays} 天的收案占比，与前 ${usualMonths} 个月同样几天相比；应有 ${leastCases} 件以上、偶然少到这样不到 1/${oneIn} 的才提示。`,
      en: `The share of a division’s filings on the last ${lastDays} days of a month against the ${usualMonths} months before; pointed out where at least ${leastCases} were to be expected and chance gives so few less than once in ${oneIn}.`,
    }),
    innocent: { zh: '月末是节假日或周末；立案系统停机；当月有集中起诉的系列案落在月初；诉前调解截留。', en: 'Holidays or a weekend at the end of the month; the filing system was down; a series of cases filed early in the month; mediation before filing.' },
  },
  closingSpike: {
    title: { zh: '年末突击结案', en: 'Closings spike at year’s end' },
    rule: ({ leastCases, oneIn }) => ({
      zh: `法官12月结案占全年的比例，与12月天数占全年的比例相比；12月结案 ${leastCases} 件以上、偶然多到这样不到 1/${oneIn} 的才提示。全年结束后计算。`,
      en: `December’s share of a judge’s closings against its share of the days; pointed out from ${leastCases} closings in December where chance gives so many less than once in ${oneIn}. Reckoned once the year is over.`,
    }),
    innocent: { zh: '年中长期学习、病休后集中办理；系列案同时审结；鉴定、公告年底到期；下半年才到岗。', en: 'A long absence earlier in the year; a series decided together; expert opinions or notices falling due in December; a post taken up late in the year.' },
  },
  refiled: {
    title: { zh: '撤诉后重新立案', en: 'Withdrawn and filed again' },
    rule: ({ refileDays, leastEvents, oneIn }) => ({
      zh: `撤诉结案后 ${refileDays} 天内，相同当事人、相同案由又立案的，与其他方式结案后同样情形的比例相比；${leastEvents} 对以上、偶然多到这样不到 1/${oneIn} 的才提示。当事人按登记册写法比对，同一写法在同一案由下多于 3 件的（多为隐名）不比对；不同的人仍可能写法相同，须核对卷宗。`,
      en: `Cases withdrawn and filed again by the same parties for the same cause within ${refileDays} days, against the same after other closings; pointed out from ${leastEvents} pairs where chance gives so many less than once in ${oneIn}. Parties are compared as the register writes them; a text on more than 3 cases of a cause (mostly masked names) is left out. Different people may still be written alike, so look into the files.`,
    }),
    innocent: { zh: '原告变更被告或请求后依法另诉；和解后不履行再起诉；隐名后写法相同的其实是不同当事人；同一企业有多笔同类交易。', en: 'Another action after the claim or the defendant was changed; a settlement that was not kept; masked names of different people; one business with many like dealings.' },
  },
  extensionCluster: {
    title: { zh: '审限届满前集中延长', en: 'Extensions just before the limit' },
    rule: ({ extensionDays, leastEvents, oneIn }) => ({
      zh: `结案的案件中，审限届满前 ${extensionDays} 天内才批准延长的比例，与其他法官相比；${leastEvents} 件以上、偶然多到这样不到 1/${oneIn} 的才提示。`,
      en: `Of the cases closed with a limit, those extended within the last ${extensionDays} days before it, against the other judges; pointed out from ${leastEvents} cases where chance gives so many less than once in ${oneIn}.`,
    }),
    innocent: { zh: '承办的多是复杂案件；鉴定、审计结论迟到；延长须层报审批，批下来已近期满。', en: 'A docket of complex cases; late expert opinions; an approval that takes long.' },
  },
  withoutAppeal: {
    title: { zh: '调撤集中（可能回避二审）', en: 'Few cases open to appeal (reversal avoidance)' },
    rule: ({ leastCases, oneIn }) => ({
      zh: `一审结案中以撤诉、调解结案（不会被上诉）的比例，与同性质其他法官相比；${leastCases} 件以上、偶然多到这样不到 1/${oneIn} 的才提示。只看可数的结果，不看动机；调解率高本身是好事。`,
      en: `The share of first-instance closings by withdrawal or mediation, which nobody appeals, against the other judges of the same nature; pointed out from ${leastCases} cases where chance gives so many less than once in ${oneIn}. It counts outcomes, not motives; much mediation is in itself good.`,
    }),
    innocent: { zh: '擅长调解；分到的多是婚姻家庭、相邻等易调解案由；驻诉调对接中心；系列案一并撤诉。', en: 'A gift for mediation; causes that lend themselves to it; work in the mediation centre; a series withdrawn together.' },
  },
  claimConcentration: {
    title: { zh: '难案申报集中', en: 'Difficult-case claims in few hands' },
    rule: ({ leastEvents, oneIn }) => ({
      zh: `一人的难案申报占全院申报的比例，与其结案占全院结案的比例相比；${leastEvents} 件以上、偶然多到这样不到 1/${oneIn} 的才提示。`,
      en: `One person’s share of all claims against that person’s share of all closings; pointed out from ${leastEvents} claims where chance gives so many less than once in ${oneIn}.`,
    }),
    innocent: { zh: '专业化合议庭集中承办复杂案件；其他人应报未报。', en: 'A specialised panel that is given the complex cases; others who could claim and do not.' },
  },
  costLow: {
    title: { zh: '成本异常偏低', en: 'Costs implausibly low' },
    rule: () => ({ zh: '司法成本中低于本院所定界限、行政办尚未认可说明的项目，按成本目录的规则提示，不按偶然机会判断。', en: 'Categories of cost under the court’s line without an explanation the administrative office accepted, by the rule of the cost catalogue; chance is not the measure.' }),
    innocent: { zh: '电子送达代替邮寄；合署办公共用车辆；费用跨月入账。', en: 'Electronic service instead of post; shared cars; bills booked in another month.' },
  },
};
