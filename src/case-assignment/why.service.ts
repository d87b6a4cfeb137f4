import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { CourtCase } from '../cases/case.entities.js';
import { Division, Person } from '../court/court.entities.js';
import { Database } from '../platform/database/database.js';
import { platformErrors } from '../platform/platform.errors.js';
import { explain } from '../rules/assignment/explain.js';
import type { AssignmentPlan, AssignmentResult } from '../rules/assignment/plan.js';
import { AssignmentRun, CaseAssignment, CaseDesignation, CaseTransfer } from './assignment.entities.js';
import { CaseHistory } from './case-history.js';
import { courtWide } from '../platform/permissions/court-wide.js';
import type { WhyView } from './dto/run.dto.js';
import { two } from './run-views.js';
import { GROUND_WORDS, SCOPE_WORDS } from './words.js';

/** 为何是我: open to everybody in the court, without any party's name. */
@Injectable()
export class WhyService {
  constructor(
    private readonly database: Database,
    private readonly history: CaseHistory,
  ) {}

  async why(actor: Actor, caseId: string): Promise<WhyView> {
    const scope = courtWide(actor, 'assignment.read', { court: 'c.court_id' });
    const found = await this.database.repository(CourtCase).createQueryBuilder('c').where('c.id = :caseId', { caseId }).andWhere(scope.sql, scope.parameters).getOne();
    if (!found) throw platformErrors['record.notFound']();
    const judge = found.responsibleJudgeId ? await this.database.repository(Person).findOneBy({ id: found.responsibleJudgeId }) : null;
    const unit = found.divisionId ? await this.database.repository(Division).findOneBy({ id: found.divisionId }) : null;
    const steps = await this.database.repository(CaseAssignment).find({ where: { caseId }, order: { at: 'DESC', id: 'DESC' } });
    const last = steps.find(({ supersededAt, kind }) => supersededAt === null && kind !== 'returned') ?? null;
    const run = last?.runId ? await this.database.repository(AssignmentRun).findOneBy({ id: last.runId }) : null;
    const shown = judge !== null ? last : null;
    return {
      caseId,
      caseNumber: found.caseNumber,
      nature: found.nature,
      cause: found.cause,
      judgeId: judge?.id ?? null,
      judge: judge?.name ?? null,
      unit: unit?.name ?? null,
      kind: shown ? (shown.kind as WhyView['kind']) : null,
      runId: shown?.runId ?? null,
      round: shown ? (run?.round ?? null) : null,
      day: shown?.day ?? null,
      phase: shown?.phase ?? null,
      ...(shown && run?.plan && run.result ? explained(run, found.caseNumber) : { steps: shown ? await this.decision(shown) : [], loads: [], excluded: [] }),
      history: await this.history.of(caseId),
    };
  }

  /** Where no draw decided: who did, on whose word and for which reason. */
  private async decision(step: CaseAssignment): Promise<WhyView['steps']> {
    if (step.designationId) {
      const designation = await this.database.repository(CaseDesignation).findOneByOrFail({ id: step.designationId });
      const { zh, en } = SCOPE_WORDS[designation.scope]!;
      return [
        {
          key: 'decision',
          title: { zh: '指定分案，不经抽签', en: 'Designated, not drawn' },
          text: {
            zh: `范围：${zh}。理由：${designation.reason}。${designation.proposedBy}提请，${designation.decidedBy ?? ''}批准（${designation.decidedAt ?? ''}）。台账全院可查。`,
            en: `Scope: ${en}. Reason: ${designation.reason}. Proposed by ${designation.proposedBy}, approved by ${designation.decidedBy ?? ''} (${designation.decidedAt ?? ''}). The ledger is open to the court.`,
          },
        },
      ];
    }
    if (!step.transferId) return [];
    const transfer = await this.database.repository(CaseTransfer).findOneByOrFail({ id: step.transferId });
    const { zh, en } = GROUND_WORDS[transfer.ground]!;
    return [
      {
        key: 'decision',
        title: { zh: '由其他法官移送', en: 'Transferred from another judge' },
        text: {
          zh: `缘由：${zh}。理由：${transfer.reason}。${transfer.requestedBy}申请，${transfer.decidedBy ?? ''}决定（${transfer.decidedAt ?? ''}）。`,
          en: `Ground: ${en}. Reason: ${transfer.reason}. Asked for by ${transfer.requestedBy}, decided by ${transfer.decidedBy ?? ''} (${transfer.decidedAt ?? ''}).`,
        },
      },
    ];
  }
}

/** Nobody's reason other than these is a limit of the judge; the rest is the course of the draw. */
const COURSE = new Set(['chosen', 'quotaFull', 'higherLoad', 'drawn']);

function explained(run: AssignmentRun, caseNumber: string): Pick<WhyView, 'steps' | 'loads' | 'excluded'> {
  const plan = JSON.parse(run.plan!) as AssignmentPlan;
  const result = JSON.parse(run.result!) as AssignmentResult;
  const { steps, judges } = explain(plan, result, caseNumber);
  const names = new Map(plan.units.flatMap((unit) => unit.judges.map((judge) => [judge.id, { name: judge.name ?? judge.id, unit: unit.name ?? unit.id }])));
  const load = (value: number) => (result.loadIn === 'cases' ? String(value) : two(value));
  const reasonOf = new Map(judges.map((one) => [one.judge, one]));
  return {
    steps: steps.map(({ id, title, text }) => ({ key: id, title, text })),
    loads: result.judges.map(({ id, before, capacity, relativeBefore, quota }) => ({
      judgeId: id,
      ...names.get(id)!,
      backlog: load(reasonOf.get(id)?.loadThen ?? before),
      capacity: two(capacity),
      relative: relativeBefore === null || capacity === 0 ? '—' : two((reasonOf.get(id)?.loadThen ?? before) / capacity),
      quota: load(quota),
      chosen: reasonOf.get(id)?.criterion === 'chosen',
    })),
    excluded: judges
      .filter(({ criterion }) => criterion !== 'chosen')
      .sort((a, b) => Number(COURSE.has(a.criterion)) - Number(COURSE.has(b.criterion)))
      .map(({ judge, criterion, label, detail }) => ({ judgeId: judge, name: names.get(judge)?.name ?? judge, kind: criterion, reason: { zh: `${label.zh}：${detail.zh}`, en: `${label.en}: ${detail.en}` } })),
  };
}
