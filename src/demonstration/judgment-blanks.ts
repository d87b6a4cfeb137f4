import { addDays, addMonths, daysBetween } from '../kernel/day.js';
import type { CaseFile } from './case-file.js';
import type { SharedSentences } from './demonstration-plan.js';
import type { Draw } from './draw.js';
import { hanNumber, inHan, inWords } from './judgment-sentences.js';

/** The words that fill the blanks of a case's document. Days before filing run backwards from it in order. */
export function blanksOf(file: CaseFile, { words }: SharedSentences, draw: Draw): Record<string, string> {
  const { row, arrival, figures, parties, bench } = file;
  const { filedOn } = arrival;
  const closedOn = row.closedOn!;
  const day3 = addDays(filedOn, -draw.int(20, 60));
  const day2 = addDays(day3, -draw.int(60, 200));
  const day1 = addDays(day2, -draw.int(120, 560));
  const term = draw.int(6, 18);
  const long = draw.int(26, 40);
  const held = addDays(closedOn, -draw.int(40, 130));
  const offences = draw.int(2, 8);
  return {
    number: row.caseNumber,
    cause: row.cause,
    procedure: arrival.procedure.label.replace(/（.*）/, ''),
    bench: arrival.procedure.bench === 'panel' ? '组成合议庭' : '由审判员独任审判',
    P: parties.plaintiff,
    D: parties.defendant,
    judge: arrival.assigned!.judge.name,
    clerk: bench.clerk?.name ?? '',
    filedOn: inWords(filedOn),
    heardOn: inWords(file.hearings[0] ?? addDays(filedOn, 5)),
    closedOn: inWords(closedOn),
    signedOn: inHan(closedOn),
    day1: inWords(day1),
    day2: inWords(day2),
    day3: inWords(day3),
    day4: inWords(addMonths(closedOn, 2)),
    during: inWords(addDays(closedOn, -Math.floor(daysBetween(filedOn, closedOn) / 3))),
    sum: String(figures.sum),
    sum2: String(figures.sum2),
    sum3: String(Math.round((figures.sum * 7) / 10)),
    fee: String(figures.fee),
    realised: String(figures.realised ?? 0),
    small: String(draw.int(8, 40) * 100),
    fine: String(draw.int(2, 20) * 1000),
    rate: `${draw.int(5, 12)}.${draw.int(0, 9)}`,
    months: String(draw.pick([12, 24, 36])),
    alcohol: `${draw.int(152, 236)}.${draw.int(0, 9)}`,
    short: hanNumber(draw.int(1, 4)),
    probation: hanNumber(draw.int(2, 6)),
    term: hanNumber(term),
    long: hanNumber(long),
    custodyFrom: inWords(held),
    custodyUntil: inWords(addDays(addMonths(held, arrival.cause.text === 'fraud' ? long : term), -1)),
    offencesHan: hanNumber(offences),
    place: draw.pick(words.places),
    bank: draw.pick(words.banks),
    relation: draw.pick(words.relations),
    use: draw.pick(words.uses),
    goods: draw.pick(words.goods),
    job: draw.pick(words.jobs),
    building: draw.pick(words.buildings),
    basisCourt: '江城区人民法院',
    basisNumber: `（${Number(filedOn.slice(0, 4)) - 1}）${row.caseNumber.slice(6, 11)}民初${draw.int(12, 4200)}号`,
  };
}
