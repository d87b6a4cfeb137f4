import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { CatalogueProposal } from '../court/catalogues/catalogue.entities.js';
import { Database } from '../platform/database/database.js';
import { PublicationStep } from '../quality-review/publication/publication-step.entity.js';
import { JudgmentPublication } from '../quality-review/review.entities.js';
import { recordId } from './record-id.js';
import type { World } from './world.types.js';

const PROPOSED_ON = '2026-11-19';
const ASKED_ON = '2026-11-20';
const FROM = '2027-01-01';
const ASKED = 2;

/** What waits on the trial office's desk in the demonstration court: a change of a clause to be approved, and requests not to publish. */
@Injectable()
export class OfficeStory {
  constructor(private readonly database: Database) {}

  async tell(world: World): Promise<void> {
    await this.proposal(world);
    await this.exemptions(world);
  }

  private async proposal({ accounts, clauses }: World): Promise<void> {
    const author = accounts.find(({ username }) => username === 'zhuangyan');
    const clause = clauses.find(({ code }) => code === 'M-C-23');
    if (!author || !clause) return;
    const { severity, field, label, labelEn, appliesTo, pointsMin, pointsMax, responsibilityCode } = clause;
    const content = { severity, field, label, labelEn, appliesTo, pointsMin, pointsMax: '2.00', maxPerCase: '2.00', responsibilityCode };
    await this.database.repository(CatalogueProposal).insert({
      id: recordId(PROPOSED_ON, 'catalogue-proposal', clause.code), courtId: author.courtId, book: 'clauses', title: `节点信息漏录一案封顶由 ${pointsMax} 分调整为 2.00 分（示例）`, source: '示例〔2026〕9号 第三条', effectiveFrom: FROM, status: 'proposed',
      changes: [{ act: 'change', code: clause.code, content }], proposedById: author.id, proposedBy: author.displayName, proposedAt: `${PROPOSED_ON}T03:00:00.000Z`, decidedById: null, decidedBy: null, decidedAt: null, decisionReason: null, version: 1,
    });
  }

  private async exemptions({ accounts, cases, lastDay }: World): Promise<void> {
    const judges = new Map(cases.map(({ id, responsibleJudgeId }) => [id, responsibleJudgeId]));
    const open = await this.database.repository(JudgmentPublication).find({ where: { publishedOn: IsNull(), exemption: IsNull() }, order: { dueOn: 'DESC', id: 'ASC' }, take: 40 });
    const asked = open.filter(({ dueOn }) => dueOn >= lastDay).slice(0, ASKED);
    for (const { id, courtId, caseId } of asked) {
      const judge = accounts.find(({ personId }) => personId !== null && personId === judges.get(caseId));
      if (!judge) continue;
      await this.database.repository(JudgmentPublication).update(id, { askedGround: 'EX-05', version: 2 });
      await this.database.repository(PublicationStep).insert({
        id: recordId(ASKED_ON, 'publication-step', id), courtId, publicationId: id, act: 'exemptionAsked', ground: 'EX-05', words: '判决书附有当事人病历和家庭住址，隐去后难以读懂', actorId: judge.id, actorName: judge.displayName, at: `${ASKED_ON}T03:00:00.000Z`,
      });
    }
  }
}
