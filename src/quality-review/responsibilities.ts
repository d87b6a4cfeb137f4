import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { points } from '../kernel/exact.js';
import type { Fault } from '../kernel/domain-error.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { conditionsOf, departs, departureFaults, proposeResponsibility, type Circumstances, type ResponsibilityProposal } from '../rules/responsibility.js';
import { CasesUnderReview, type ReviewRecord } from './case-under-review.js';
import { ClausesService } from './clauses.service.js';
import type { ProposalView, RecordFinding, ResponsibilityInput } from './dto/review.dto.js';
import { FindingResponsibility } from './life/finding-life.entities.js';
import { PeopleOfCase, holdersOf, type PersonOfCase } from './people-of-case.js';
import type { DefectClause, ResponsibilityRule } from './review.entities.js';
import { Signatures } from './sign-offs/signatures.js';

export interface JudgedResponsibility {
  situation: string;
  circumstances: Circumstances;
  proposal: ResponsibilityProposal;
  departure: string | null;
  faults: Fault[];
  /** Said for the record where a body, not a person, answers. */
  notAttributable: string | null;
}

/** Who answers for a finding: the matrix on the facts of the case, and what the reviewer made of it. */
@Injectable()
export class Responsibilities {
  constructor(
    private readonly database: Database,
    private readonly clauses: ClausesService,
    private readonly cases: CasesUnderReview,
    private readonly people: PeopleOfCase,
    private readonly signatures: Signatures,
  ) {}

  /** The proposal for the facts as they are ticked, before anything is saved. */
  async proposeFor(actor: Actor, reviewId: string, wanted: ResponsibilityInput): Promise<ProposalView> {
    require(actor, 'review.record');
    const review = await this.cases.readable(actor, reviewId);
    const people = await this.people.of(review);
    const rule = (await this.clauses.matrix(review.courtId)).find(({ code }) => code === wanted.situation);
    if (!rule) return { situation: wanted.situation, situationEn: wanted.situation, conditions: [], shares: [], body: null, signed: [], faults: [unknown(wanted.situation)] };
    return viewOf(rule, { ...(await this.onRecord(review)), ...wanted }, people);
  }

  /** What the court's own records say: which leaders' signatures stand on the document, where sign-offs are kept. A reviewer's tick goes before it. */
  async onRecord({ courtId, caseId }: Pick<ReviewRecord, 'courtId' | 'caseId'>, documentId: string | null = null): Promise<Circumstances> {
    const { kept, signatures } = await this.signatures.signaturesOf(courtId, caseId, documentId);
    return kept ? { signed: [...new Set(signatures.filter(({ step }) => step !== 'judge').map(({ personId }) => personId))] } : {};
  }

  judged(clause: DefectClause | null, rules: readonly ResponsibilityRule[], people: readonly PersonOfCase[], known: Circumstances, wanted: RecordFinding): JudgedResponsibility | null {
    if (!clause) return null;
    const said = wanted.responsibility ?? { situation: clause.responsibilityCode };
    const { situation, departure = null, ...facts } = said;
    const circumstances = { ...known, ...facts };
    const rule = rules.find(({ code }) => code === situation);
    if (!rule) return { situation, circumstances, proposal: { shares: [], body: null, faults: [] }, departure, faults: [unknown(situation)], notAttributable: null };
    const proposal = proposeResponsibility(rule, holdersOf(people), circumstances);
    const chosen = { code: situation, usual: clause.responsibilityCode, shares: wanted.shares, departure };
    // A finding nobody answers for says why in its own place.
    const reasoned = wanted.shares.length === 0 && Boolean(wanted.notAttributable?.trim());
    const faults = [...proposal.faults, ...departureFaults(reasoned ? { ...chosen, departure: wanted.notAttributable! } : chosen, proposal)];
    const kept = departs(chosen, proposal) ? (departure?.trim() ?? (reasoned ? wanted.notAttributable!.trim() : null)) : null;
    const notAttributable = proposal.body && wanted.shares.length === 0 ? (wanted.notAttributable?.trim() || `${situation} ${rule.situation}：${BODY_WORDS[proposal.body]}`) : null;
    return { situation, circumstances, proposal, departure: kept, faults, notAttributable };
  }

  async keep(courtId: string, findingId: string, { situation, circumstances, proposal, departure }: JudgedResponsibility): Promise<void> {
    const repository = this.database.repository(FindingResponsibility);
    await repository.delete({ findingId });
    await repository.insert({
      id: newId(), courtId, findingId, situation, circumstances, body: proposal.body, departure,
      proposal: proposal.shares.map(({ personId, post, share, countsFor }) => ({ personId, post, share: points(share), countsFor })),
    });
  }

  /** What stands in the place of a finding rests on the same facts. */
  async follow(from: string, to: string): Promise<void> {
    const repository = this.database.repository(FindingResponsibility);
    const known = await repository.findOneBy({ findingId: from });
    if (known) await repository.insert({ ...known, id: newId(), findingId: to });
  }

  /** Each row of the matrix applied to the people of the case, before the reviewer has said anything. */
  async proposals(review: ReviewRecord, people: readonly PersonOfCase[]): Promise<Record<string, ProposalView>> {
    const [rules, known] = [await this.clauses.matrix(review.courtId), await this.onRecord(review)];
    return Object.fromEntries(rules.map((rule) => [rule.code, viewOf(rule, known, people)]));
  }
}

const BODY_WORDS = { judicialCommittee: '记入审判委员会，不计个人分', qualityReviewer: '只记入评查员本人的考核' } as const;

function viewOf(rule: ResponsibilityRule, facts: Circumstances, people: readonly PersonOfCase[]): ProposalView {
  const { shares, body, faults } = proposeResponsibility(rule, holdersOf(people), facts);
  const nameOf = new Map(people.map(({ personId, name }) => [personId, name]));
  return {
    situation: rule.situation,
    situationEn: rule.situationEn,
    conditions: conditionsOf(rule.code),
    shares: shares.map(({ personId, post, share, countsFor }) => ({ personId, name: nameOf.get(personId) ?? '', post, share: points(share), countsFor })),
    body,
    signed: [...(facts.signed ?? [])],
    faults: faults.map(({ path, zh, en }) => ({ path, zh, en })),
  };
}

function unknown(code: string): Fault {
  return { path: 'responsibility.situation', zh: `责任矩阵中没有今天有效的情形 ${code}。请另选。`, en: `The responsibility matrix has no situation ${code} in force today. Choose another.` };
}
