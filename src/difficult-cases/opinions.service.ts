import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { require, type SqlCondition } from '../platform/permissions/data-scope.js';
import { claimScope, ClaimLog } from './claim-log.js';
import type { DifficultApplication } from './difficult-case.entities.js';
import { numberOf } from './difficult-case-words.js';
import { difficultErrors } from './difficult-cases.errors.js';
import type { GiveOpinion } from './dto/difficult-case.dto.js';

const CHIEF: Sentence = { zh: '承办人所在庭的庭长（或副庭长）', en: 'the chief or deputy of the judge’s division' };
const LEADER: Sentence = { zh: '分管院长（庭长自办的案件）', en: 'the vice-president, since the case is the chief’s own' };

/** SQL: the post `h` of a person held on `:today`. */
const HELD = `h.superseded_at IS NULL AND h.valid_from <= :today AND (h.valid_until IS NULL OR h.valid_until > :today)`;
const CHIEFS_OWN = `EXISTS (SELECT 1 FROM post_holding h WHERE h.person_id = a.judge_id AND h.post = 'divisionChief' AND ${HELD})`;

/** 庭长意见: before the vote on every claim; on the chief's own by the vice-president. */
@Injectable()
export class OpinionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: ClaimLog,
  ) {}

  async give(actor: Actor, id: string, { version, supported, opinion }: GiveOpinion): Promise<void> {
    require(actor, 'difficult.opine');
    await this.database.transaction(async () => {
      const claim = await this.log.held(actor, id, 'difficult.opine');
      const today = this.clock.today();
      if (!(await this.mayOpine(actor, claim, today))) {
        const who = await this.dueFrom(claim, today);
        throw difficultErrors['difficult.opinionNotYours']({ application: numberOf(claim), who: who.zh, whoEn: who.en });
      }
      await this.log.move(actor, claim, 'opine', version, { supported, opinion: opinion.trim(), opinionBy: actor.personName || actor.username, opinionOn: today }, { supported });
    });
  }

  async dueFrom({ judgeId }: Pick<DifficultApplication, 'judgeId'>, today: Day): Promise<Sentence> {
    const [chief] = await this.database.rows<{ id: string }>(`SELECT h.id AS "id" FROM post_holding h WHERE h.person_id = :judgeId AND h.post = 'divisionChief' AND ${HELD}`, { judgeId, today });
    return chief ? LEADER : CHIEF;
  }

  async mayOpine(actor: Actor, claim: Pick<DifficultApplication, 'id'>, today: Day): Promise<boolean> {
    const { sql, parameters } = await this.awaiting(actor, today);
    const [found] = await this.database.rows<{ id: string }>(`SELECT a.id AS "id" FROM difficult_application a JOIN court_case c ON c.id = a.case_id WHERE a.id = :id AND ${sql}`, { id: claim.id, ...parameters });
    return found !== undefined;
  }

  /** Which claims this person is to give an opinion on: chiefs on their division's, leaders on what chiefs claimed themselves. */
  async awaiting(actor: Actor, today: Day): Promise<SqlCondition> {
    const me = actor.personId ?? '';
    const posts = await this.database.rows<{ post: string; divisionId: string }>(`SELECT h.post AS "post", h.division_id AS "divisionId" FROM post_holding h WHERE h.person_id = :me AND ${HELD}`, { me, today });
    const scope = claimScope(actor, 'difficult.opine');
    const leads = posts.some(({ post }) => post === 'vicePresident' || post === 'courtPresident');
    const divisions = posts.flatMap(({ post, divisionId }) => (post === 'divisionChief' || post === 'deputyDivisionChief' ? [divisionId] : []));
    const whose = [leads ? CHIEFS_OWN : '', divisions.length ? `(NOT ${CHIEFS_OWN} AND a.division_id IN (:...opineDivisions))` : ''].filter(Boolean);
    return {
      sql: `a.judge_id <> :opineMe AND (${whose.length ? whose.join(' OR ') : '1 = 0'}) AND ${scope.sql}`,
      parameters: { ...scope.parameters, opineMe: me, today, ...(divisions.length ? { opineDivisions: divisions } : {}) },
    };
  }
}
