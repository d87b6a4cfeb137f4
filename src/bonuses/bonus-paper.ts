import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { points, sum } from '../kernel/exact.js';
import { Court } from '../court/court.entities.js';
import { Database } from '../platform/database/database.js';
import { PdfPrinter } from '../platform/pdf/pdf-printer.js';
import { require } from '../platform/permissions/data-scope.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import type { BonusRound } from './bonus.entities.js';
import { bonusErrors } from './bonus.errors.js';
import { bonusList } from './bonus-list.js';
import { BonusLog } from './bonus-log.js';
import { BonusStanding } from './bonus-standing.js';
import { BonusViews } from './bonus-views.js';
import { bonusNumber } from './bonus-words.js';

const PAYABLE: readonly BonusRound['status'][] = ['approved', 'paid', 'superseded'];

/** What leaves the house of an approved round: the payroll file, and the list people sign. */
@Injectable()
export class BonusPaper {
  constructor(
    private readonly database: Database,
    private readonly log: BonusLog,
    private readonly views: BonusViews,
    private readonly standing: BonusStanding,
    private readonly printer: PdfPrinter,
  ) {}

  /**
   * One row for everybody paid and one line with the sum, which is the pool. What is still to be paid goes out only while it may be
   * paid; a list replaced says so in its title, lest somebody pay by it.
   */
  async payroll(actor: Actor, id: string): Promise<OutgoingTable> {
    require(actor, 'use.read');
    const round = await this.payable(actor, id);
    if (round.status === 'approved') await this.standing.mustBePayable(round);
    const [groups, numbers, zh] = [await this.views.groups(round), await this.views.employeeNumbers(actor.courtId), actor.language === 'zh'];
    const corrects = round.correctsId !== null;
    const rows = groups.flatMap(({ title, people }) =>
      people.filter(({ tier, before }) => tier || Number(before ?? 0) !== 0).map((one) => [
        numbers.get(one.personId) ?? '', one.name, one.division, title[actor.language], one.tier?.[actor.language] ?? '', one.amount, ...(corrects ? [one.before!, one.difference!] : []), one.why[actor.language],
      ]),
    );
    const column = (index: number): string => points(sum(rows.map((row) => row[index]!)));
    const head = zh
      ? ['工号', '姓名', '庭', '同岗组', '档次', '应发（元）', ...(corrects ? ['原发（元）', '差额（元）'] : []), '算法']
      : ['Employee', 'Name', 'Division', 'Peer group', 'Tier', 'Amount (yuan)', ...(corrects ? ['Paid before (yuan)', 'Difference (yuan)'] : []), 'Arithmetic'];
    const replaced = round.status === 'superseded' ? (zh ? '（已被替代）' : ' (superseded)') : '';
    return { title: `${bonusNumber(round)}${replaced}`, head, rows: [...rows, ['', zh ? '合计' : 'Together', '', '', '', column(5), ...(corrects ? [column(6), column(7)] : []), '']] };
  }

  /** 奖金发放表, in Chinese, with a cell for everybody's signature. */
  async print(actor: Actor, id: string): Promise<{ name: string; bytes: Buffer }> {
    require(actor, 'use.read');
    const round = await this.payable(actor, id);
    const court = await this.database.repository(Court).findOneByOrFail({ id: actor.courtId });
    const bytes = await this.printer.print(bonusList({ court, round, number: bonusNumber(round), groups: await this.views.groups(round), confirmations: await this.standing.confirmations(round.id) }));
    return { name: `${bonusNumber(round)}.pdf`, bytes };
  }

  private async payable(actor: Actor, id: string): Promise<BonusRound> {
    const round = await this.log.held(actor, id, 'use.read');
    if (!PAYABLE.includes(round.status)) throw bonusErrors['bonus.notPayable']({ number: bonusNumber(round) });
    return round;
  }
}
