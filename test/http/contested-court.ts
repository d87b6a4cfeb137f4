import { Decimal } from '../../src/kernel/exact.js';
import { newId } from '../../src/platform/ids.js';
import { CaseReview, Finding, FindingShare } from '../../src/quality-review/review.entities.js';
import { AnsweringService } from '../../src/reconsideration/answering.service.js';
import { FilingService } from '../../src/reconsideration/filing.service.js';
import { ReconsiderationMember } from '../../src/reconsideration/reconsideration.entities.js';
import type { AppUnderTest } from '../support/app.js';
import { LivingCourt } from './living-court.js';

const GROUNDS = ['该条为总则性引用，另已引第六百七十五条'];
export const REPLY = { answers: ['总则性引用不免除引用借款合同专章条文的义务。'], clause: '《评查实施办法》第8条第2项' };

interface ContestedRequest {
  requestId: string;
  /** The finding it is about. */
  record: string;
  /** Usernames. */
  presiding: string;
  judge: string;
}

/** A court with requests on which every member of the panel has voted “upheld” and nobody has replied yet. */
export class ContestedCourt {
  readonly requests: ContestedRequest[] = [];

  private constructor(readonly living: LivingCourt) {}

  static async found(on: AppUnderTest, requests: number): Promise<ContestedCourt> {
    const contested = new ContestedCourt(await LivingCourt.like(await LivingCourt.install(on)));
    const { living } = contested;
    const judges = living.judges.slice(0, 3);
    for (const [index, judge] of judges.entries()) await living.court.account(`judge${index}`, [{ role: 'judge', scope: 'self' }], judge);
    for (const [index, member] of [...living.panel, ...living.reviewers].entries()) await living.court.account(`panel${index}`, [{ role: 'qualityReviewer', scope: 'court', natures: ['civil'] }], member);
    living.at('2026-09-02');
    for (let index = 0; index < requests; index++) await contested.votedOn(index % judges.length);
    return contested;
  }

  private async votedOn(index: number): Promise<void> {
    const { living } = this;
    const judge = living.judges[index]!;
    const record = await this.finding(judge);
    const requestId = await living.service(FilingService).file(living.actor('judge', judge, 'self'), { period: '2026-08', record, ground: 'fact', ask: 'withdraw', grounds: GROUNDS });
    const answering = living.service(AnsweringService);
    await answering.accept(living.actor('trialManagement'), requestId, { version: 1 });
    const bench = await living.database.repository(ReconsiderationMember).find({ where: { reconsiderationId: requestId }, order: { place: 'ASC' } });
    for (const { personId } of bench) await answering.vote(living.actor('qualityReviewer', personId), requestId, { vote: 'upheld', reason: '已核对判决书' });
    const name = (username: string): string => living.court.signInName(username);
    this.requests.push({ requestId, record, judge: name(`judge${index}`), presiding: name(`panel${[...living.panel, ...living.reviewers].indexOf(bench[0]!.personId)}`) });
  }

  private async finding(judge: string): Promise<string> {
    const { courtId, court, clauses, database, reviewers } = this.living;
    const { caseId } = await court.closedCase({ judge });
    const [id, reviewId] = [newId(), newId()];
    await database.repository(CaseReview).insert({
      id: reviewId, courtId, caseId, kind: 'routine', triggers: null, batch: '2026-08', reviewerId: reviewers[0]!, status: 'submitted', plannedOn: '2026-08-21', submittedOn: '2026-08-25', documentScore: null, procedureScore: null, caseScore: new Decimal(98),
    });
    await database.repository(Finding).insert({
      id, courtId, caseId, reviewId, documentId: null, clauseId: clauses['M-C-11']!.id, severity: 'minor', points: new Decimal(2), quote: '', quotePrefix: '', quoteSuffix: '', quoteStart: null, documentDigest: null, place: '判决书第3段',
      comment: '', reviewerId: reviewers[0]!, status: 'submitted', recordedOn: '2026-08-25', settledOn: null, notAttributable: null, supersededBy: null, supersededReason: null,
    });
    await database.repository(FindingShare).insert({ id: newId(), courtId, findingId: id, personId: judge, post: 'responsibleJudge', share: new Decimal(100), points: new Decimal(2) });
    return id;
  }
}
