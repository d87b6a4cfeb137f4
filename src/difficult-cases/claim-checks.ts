import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { CaseFigureReader, type CaseFigures } from '../cases/case-figures.js';
import { CourtCase } from '../cases/case.entities.js';
import { CASE_SCOPE } from '../cases/case-scope.js';
import { Database } from '../platform/database/database.js';
import { scopeCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { checkKind, gateChecks, rangeOfKind, rangeOfKinds, type Check, type KindVerdict, type PointRange } from '../rules/difficult-case-checks.js';
import { CASE_FIGURES, type DifficultKind, type EvidenceRole } from '../rules/difficult-case-table.js';
import { isFigure } from '../cases/case-figures.js';
import { DifficultApplication, DifficultRound, type StatedFigure } from './difficult-case.entities.js';
import { DifficultBook } from './difficult-book.js';

export interface Examined {
  found: CourtCase;
  gate: Check[];
  kinds: DifficultKind[];
  verdicts: KindVerdict[];
  figures: CaseFigures;
  range: PointRange | null;
  /** Kinds that are not in force, figures that may not be stated. */
  faults: Fault[];
}

/** What the register says of a case somebody wants to claim. */
@Injectable()
export class ClaimChecks {
  constructor(
    private readonly database: Database,
    private readonly book: DifficultBook,
    private readonly reader: CaseFigureReader,
  ) {}

  async caseOf(actor: Actor, id: string): Promise<CourtCase> {
    const scope = scopeCondition(actor, 'case.read', CASE_SCOPE);
    const found = await this.database.repository(CourtCase).createQueryBuilder('c').where('c.id = :id', { id }).andWhere(scope.sql, scope.parameters).getOne();
    if (!found) throw platformErrors['record.notFound']();
    return found;
  }

  async examine(found: CourtCase, appliedOn: Day, codes: readonly string[], stated: readonly StatedFigure[], papers: readonly EvidenceRole[]): Promise<Examined> {
    const inForce = await this.book.kinds(found.courtId, appliedOn);
    const kinds = codes.flatMap((code) => inForce.find((kind) => kind.code === code) ?? []);
    const faults: Fault[] = codes.flatMap((code, index) =>
      kinds.some((kind) => kind.code === code) ? [] : [{ path: `kinds[${index}]`, zh: `${appliedOn} 没有有效的种类 ${code}。请从所列种类中选择。`, en: `No kind ${code} is in force on ${appliedOn}. Choose one of those listed.` }],
    );
    const registered = await this.reader.of(found);
    const figures = { ...registered };
    stated.forEach(({ figure, value, evidence }, index) => {
      if (!isFigure(figure)) faults.push({ path: `stated[${index}].figure`, zh: `没有“${figure}”这个要素。`, en: `There is no figure "${figure}".` });
      else if (registered[figure])
        faults.push({ path: `stated[${index}].figure`, zh: `${CASE_FIGURES[figure].zh}登记册已有（${registered[figure]!.value}），不能自行填报。有误的，请先由书记员在“案件要素”更正。`, en: `The register has ${CASE_FIGURES[figure].en} (${registered[figure]!.value}); it cannot be stated. If it is wrong, have the clerk correct it under “Particulars” first.` });
      else figures[figure] = { value, source: { zh: `申报人填报，登记册无记录（${evidence}）`, en: `stated by the applicant, not on record (${evidence})` }, stated: true };
    });
    const claimed = { nature: found.nature, cause: found.cause, typeCode: found.typeCode, figures, papers, parameters: {} };
    const ranges = kinds.map((kind) => rangeOfKind(kind, claimed));
    return {
      found, kinds, figures: registered, faults,
      gate: gateChecks({ closedOn: found.closedOn, effectiveOn: found.effectiveOn, appliedOn }),
      verdicts: kinds.map((kind) => checkKind(kind, claimed)),
      range: ranges.length ? rangeOfKinds(ranges, this.book.extraMax(appliedOn)) : null,
    };
  }

  /** A claim that stands in the way: a case is claimed once, unless it was withdrawn or the committee lets it come again. */
  async earlier(caseId: string): Promise<DifficultApplication | null> {
    return this.database
      .repository(DifficultApplication)
      .createQueryBuilder('a')
      .where('a.caseId = :caseId', { caseId })
      .andWhere(`a.status <> 'withdrawn' AND NOT (a.status IN ('rejected', 'undecided') AND a.mayRefile = :yes)`, { yes: true })
      .getOne();
  }

  /** The round that takes applications on that day. */
  async openRound(courtId: string, today: Day): Promise<DifficultRound | null> {
    const rounds = await this.database.repository(DifficultRound).findBy({ courtId, status: In(['collecting']) });
    return rounds.find(({ applyFrom, applyUntil }) => applyFrom <= today && today <= applyUntil) ?? null;
  }
}
