import type { Sentence } from '../../kernel/domain-error.js';
import type { WatchLineValues } from './watch-words.js';
import type { Sign } from './watch.service.js';

/** What was found, what would have been usual, and how often chance alone gives as much: a sentence, never an accusation. */
export function signText({ kind, period, share, lows }: Sign, line: WatchLineValues): Sentence {
  if (!share) return { zh: `${period}年有 ${lows} 类成本低于界限，尚无行政办认可的说明。`, en: `In ${period}, ${lows} categor${lows === 1 ? 'y' : 'ies'} of cost under the line without an accepted explanation.` };
  const { count, of, share: own, usual, expected, oneIn } = share;
  const chance: Sentence = {
    zh: `照此应有约 ${expected} 件；若没有别的原因，这样的数字平均约 ${oneIn}${oneIn >= 1_000_000 ? ' 多' : ''} 次才会偶然出现一次。`,
    en: `About ${expected} would be usual; with nothing else at work chance gives such a figure about once in ${oneIn}${oneIn >= 1_000_000 ? ' or more' : ''}.`,
  };
  const found: Record<Exclude<Sign['kind'], 'costLow'>, Sentence> = {
    filingDip: { zh: `${Number(period.slice(0, 4))}年${Number(period.slice(5))}月收案 ${of} 件，最后 ${line.lastDays} 天 ${count} 件（${own}%）；此前各月同样几天占 ${usual}%。`, en: `${of} filed in ${period}, ${count} of them (${own}%) on the last ${line.lastDays} days; in the months before those days had ${usual}%.` },
    closingSpike: { zh: `${period}年结案 ${of} 件，12月 ${count} 件（${own}%）；12月占全年天数 ${usual}%。`, en: `${of} closed in ${period}, ${count} (${own}%) in December, which has ${usual}% of the days.` },
    refiled: { zh: `${period}年撤诉结案 ${of} 件，其中 ${count} 件（${own}%）${line.refileDays} 天内相同当事人、相同案由又立案；其他方式结案后同样情形占 ${usual}%。`, en: `Of ${of} withdrawn in ${period}, ${count} (${own}%) were filed again by the same parties within ${line.refileDays} days; after other closings ${usual}%.` },
    extensionCluster: { zh: `${period}年结案 ${of} 件，其中 ${count} 件（${own}%）在审限届满前 ${line.extensionDays} 天内延长；其他法官占 ${usual}%。`, en: `Of ${of} closed in ${period}, ${count} (${own}%) were extended within ${line.extensionDays} days before the limit; with other judges ${usual}%.` },
    withoutAppeal: { zh: `${period}年一审结案 ${of} 件，其中撤诉、调解 ${count} 件（${own}%）；同性质其他法官占 ${usual}%。`, en: `Of ${of} closed at first instance in ${period}, ${count} (${own}%) were withdrawn or mediated; with other judges of the nature ${usual}%.` },
    claimConcentration: { zh: `${period}年全院申报难案 ${of} 件，其中本人 ${count} 件（${own}%）；本人结案占全院 ${usual}%。`, en: `Of ${of} claims in ${period}, ${count} (${own}%) are this person’s, who closed ${usual}% of the cases.` },
  };
  const said = found[kind as Exclude<Sign['kind'], 'costLow'>];
  return { zh: `${said.zh}${chance.zh}`, en: `${said.en} ${chance.en}` };
}
