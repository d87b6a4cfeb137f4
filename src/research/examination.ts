import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import type { Fault, Sentence } from '../kernel/domain-error.js';
import { points } from '../kernel/exact.js';
import { mainPostOn } from '../court/service-record.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import { authorShares, lastClaimDay, pointsByShare, serialFaults, shareFaults, worthOf, writtenSerial } from '../rules/research-points.js';
import { LEVEL_WORDS, type ResearchKind } from '../rules/research-table.js';
import type { RegisterPublication } from './dto/research.dto.js';
import { OutletBook, type Outlet } from './outlet-book.js';
import { ResearchBook } from './research-book.js';

export interface ExaminedAuthor {
  personId: string | null;
  name: string;
  divisionId: string | null;
  share: string;
  /** `null` while the piece itself cannot be counted. */
  worth: string | null;
}

export interface Examined {
  faults: Fault[];
  kind: ResearchKind | null;
  serialNumber: string | null;
  countedAs: string | null;
  worth: string | null;
  reasons: Sentence[];
  authors: ExaminedAuthor[];
  outlet: Outlet | null;
  lastDay: Day;
}

export interface Circumstances {
  /** A correction is not held to the last day of registering. */
  late?: boolean;
  /** The office enters a whole sheet and has the copies before it. */
  onPaper?: boolean;
}

/** Kinds whose level is that of the outlet they were printed in. */
const PRINTED: ReadonlySet<string> = new Set(['RP-01', 'RP-02', 'RP-03', 'RP-09', 'RP-10']);

/** Everything that can be said of a piece before anybody decides on it: every fault at once, its shares, its points and why. */
@Injectable()
export class Examination {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: FilesService,
    private readonly book: ResearchBook,
    private readonly outlets: OutletBook,
  ) {}

  async examine(actor: Actor, wanted: RegisterPublication, { late, onPaper }: Circumstances = {}): Promise<Examined> {
    const { publishedOn } = wanted;
    const today = this.clock.today();
    const rules = this.book.rules(publishedOn);
    const kind = this.book.kinds(publishedOn).find(({ code }) => code === wanted.kind) ?? null;
    const faults: Fault[] = kind ? serialFaults(kind, wanted.serialNumber ?? null) : [{ path: 'kind', zh: `没有 ${publishedOn} 有效的种类 ${wanted.kind}。请选择计分表上的种类。`, en: `There is no kind ${wanted.kind} in force on ${publishedOn}. Choose one of the table.` }];
    const serialNumber = kind && writtenSerial(kind.serialNumber, wanted.serialNumber ?? null);
    const { byKind } = await this.book.points(actor.courtId, publishedOn);
    const counted = worthOf({ kind: wanted.kind, level: wanted.level, award: wanted.award ?? null, serialNumber }, byKind, rules);
    if ('faults' in counted) faults.push(...(kind ? counted.faults : []));
    const worth = 'worth' in counted ? counted.worth : null;
    const lastDay = lastClaimDay(publishedOn, rules.claimDays);
    faults.push(...wordFaults(wanted, onPaper === true));
    if (publishedOn > today) faults.push({ path: 'publishedOn', zh: `发表日期 ${publishedOn} 还没有到。请按刊物上的日期填写。`, en: `The day of publication, ${publishedOn}, is still to come. Take the day on the copy.` });
    else if (!late && today > lastDay)
      faults.push({ path: 'publishedOn', zh: `${publishedOn.slice(0, 4)}年发表的成果登记至 ${lastDay} 截止（考核期后 ${rules.claimDays} 日，RPR-04），今天是 ${today}。`, en: `Pieces of ${publishedOn.slice(0, 4)} could be registered until ${lastDay} (${rules.claimDays} days after the period, RPR-04); today is ${today}.` });
    const outlet = (await this.outlets.inForce(actor.courtId, publishedOn)).find(({ name }) => name === wanted.outlet.trim()) ?? null;
    if (outlet) faults.push(...outletFaults(wanted, faults.some(({ path }) => path === 'serialNumber') ? null : serialNumber, outlet));
    const authors = await this.authors(actor, wanted, faults);
    const shares = this.shares(wanted, authorShares(authors.length, rules.shares), faults);
    const parts = worth ? pointsByShare(worth.points, shares) : null;
    await this.referenceFaults(actor, wanted, faults);
    return { faults, kind, serialNumber, countedAs: worth?.countedAs ?? null, worth: worth?.points ?? null, reasons: worth?.reasons ?? [], authors: authors.map((author, index) => ({ ...author, share: shares[index]!, worth: parts?.[index] ?? null })), outlet, lastDay };
  }

  private async authors(actor: Actor, { authors, publishedOn }: RegisterPublication, faults: Fault[]): Promise<Omit<ExaminedAuthor, 'share' | 'worth'>[]> {
    const ids = authors.flatMap(({ personId }) => personId ?? []);
    const known = ids.length
      ? await this.database.rows<{ id: string; name: string; divisionId: string | null }>(
          `SELECT q.id AS "id", q.name AS "name", MAX(h.division_id) AS "divisionId" FROM person q LEFT JOIN post_holding h ON ${mainPostOn('h', 'q.id', ':day')} WHERE q.court_id = :courtId AND q.id IN (:...ids) GROUP BY q.id, q.name`,
          { courtId: actor.courtId, ids, day: publishedOn },
        )
      : [];
    const named = authors.map(({ personId, name }, index) => {
      const person = known.find(({ id }) => id === personId);
      if (personId && !person) faults.push({ path: `authors[${index}]`, zh: `第 ${index + 1} 作者不是本院人员。院外作者请只写姓名。`, en: `Author ${index + 1} is nobody of this court. Write the name alone for an outside author.` });
      if (!personId && !name?.trim()) faults.push({ path: `authors[${index}]`, zh: `第 ${index + 1} 作者没有姓名。请按署名顺序填写。`, en: `Author ${index + 1} has no name. Enter the authors in printed order.` });
      if (personId && authors.slice(0, index).some((one) => one.personId === personId))
        faults.push({ path: `authors[${index}]`, zh: `${person?.name ?? '该作者'}列了两次。请只留一次。`, en: `${person?.name ?? 'This author'} stands twice. Keep one.` });
      return { personId: person?.id ?? null, name: person?.name ?? name?.trim() ?? '', divisionId: person?.divisionId ?? null };
    });
    if (!named.some(({ personId }) => personId !== null)) faults.push({ path: 'authors', zh: '作者中没有本院人员，不能登记。', en: 'None of the authors is of this court; it cannot be registered.' });
    return named;
  }

  /** The rule’s shares, or those declared, which need their reason where they are others. */
  private shares({ authors, shareReason }: RegisterPublication, rule: string[], faults: Fault[]): string[] {
    const declared = authors.flatMap(({ share }) => share ?? []);
    if (!declared.length) return rule;
    if (declared.length < authors.length) {
      faults.push({ path: 'authors', zh: '份额要么全部不填（按规则），要么每位作者都填。', en: 'Give a share to every author, or to none and the rule’s are taken.' });
      return rule;
    }
    const own = declared.map((share) => points(share));
    const wrong = shareFaults(own);
    faults.push(...wrong);
    if (!wrong.length && own.some((share, index) => share !== rule[index]) && !shareReason?.trim())
      faults.push({ path: 'shareReason', zh: `份额与规则不同（RPR-01：${rule.join(' / ')}）。请写明理由，或改回。`, en: `The shares are others than the rule’s (RPR-01: ${rule.join(' / ')}). Give the reason, or take the rule’s.` });
    return wrong.length ? rule : own;
  }

  private async referenceFaults(actor: Actor, { reprintOfId, evidence }: RegisterPublication, faults: Fault[]): Promise<void> {
    if (reprintOfId) {
      const [found] = await this.database.rows<{ id: string }>(`SELECT id AS "id" FROM research_publication WHERE id = :reprintOfId AND court_id = :courtId AND status IN ('pending', 'verified')`, { reprintOfId, courtId: actor.courtId });
      if (!found) faults.push({ path: 'reprintOfId', zh: '找不到所转载的那件成果。请从列表中选择待核或已核的一件。', en: 'The piece it reprints was not found. Choose one that waits or is verified.' });
    }
    for (const [index, { digest }] of evidence.entries())
      if (!(await this.files.read(digest))) faults.push({ path: `evidence[${index}]`, zh: '这份附件没有传上。请重新上传。', en: 'This attachment did not arrive. Upload it again.' });
  }
}

function wordFaults({ title, outlet, evidence }: RegisterPublication, onPaper: boolean): Fault[] {
  const faults: Fault[] = [];
  if (title.trim() === '') faults.push({ path: 'title', zh: '请填写题名，与刊物一致。', en: 'Give the title as printed.' });
  if (outlet.trim() === '') faults.push({ path: 'outlet', zh: '请填写刊物或媒体名称。', en: 'Name the outlet.' });
  if (!onPaper && evidence.length === 0) faults.push({ path: 'evidence', zh: '请上传封面、目录和正文的扫描件。', en: 'Attach a scan of cover, contents and text.' });
  return faults;
}

function outletFaults({ kind, level }: RegisterPublication, serialNumber: string | null, outlet: Outlet): Fault[] {
  if (!PRINTED.has(kind)) return [];
  const faults: Fault[] = [];
  if (level !== outlet.level)
    faults.push({ path: 'level', zh: `刊物库中《${outlet.name}》是${LEVEL_WORDS[outlet.level].zh}（${outlet.code}），不是${LEVEL_WORDS[level].zh}。请改级别；刊物库有误的，请审管办更正。`, en: `“${outlet.name}” is ${LEVEL_WORDS[outlet.level].en} in the list of outlets (${outlet.code}), not ${LEVEL_WORDS[level].en}. Change the level, or have the list corrected.` });
  if (kind === 'RP-02' && !outlet.core) faults.push({ path: 'kind', zh: `刊物库中《${outlet.name}》不是核心或法院系统权威刊物，应登记为 RP-01。`, en: `“${outlet.name}” is no core or leading court journal in the list; register it as RP-01.` });
  const numbers = [outlet.issn, outlet.cn].flatMap((number) => number ?? []);
  if (serialNumber && numbers.length && !numbers.some((number) => bare(number) === bare(serialNumber)))
    faults.push({ path: 'serialNumber', zh: `刊物库中《${outlet.name}》的刊号是 ${numbers.join('、')}，与 ${serialNumber} 不符。请核对刊物。`, en: `The list gives “${outlet.name}” the number ${numbers.join(', ')}, not ${serialNumber}. Compare with the copy.` });
  return faults;
}

/** ISSN by its eight signs, CN by its six digits: the class behind the stroke is not always printed. */
function bare(number: string): string {
  const signs = number.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return signs.startsWith('CN') ? signs.slice(0, 8) : signs.replace(/^ISSN/, '');
}
