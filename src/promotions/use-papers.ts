import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Court } from '../court/court.entities.js';
import { Database } from '../platform/database/database.js';
import { PdfPrinter } from '../platform/pdf/pdf-printer.js';
import { CompetitionViews } from './competition-views.js';
import { promotionErrors } from './promotions.errors.js';
import { competitionPaper, selectionPaper } from './result-papers.js';
import { SelectionViews } from './selection-views.js';

/** Papers of what comes of published results, in Chinese, with what their reader sees on the page. */
@Injectable()
export class UsePapers {
  constructor(
    private readonly database: Database,
    private readonly printer: PdfPrinter,
    private readonly competitions: CompetitionViews,
    private readonly selections: SelectionViews,
  ) {}

  /** @throws use.notNow before there is a result, and of a competition withdrawn */
  async competition(actor: Actor, id: string): Promise<{ name: string; bytes: Buffer }> {
    const view = await this.competitions.view(actor, id);
    if (view.status === 'open' || view.status === 'withdrawn' || view.entriesOf.every(({ total }) => total === null)) throw promotionErrors['use.noResult']({ number: view.number, state: view.state.zh, stateEn: view.state.en });
    return { name: `${view.number}.pdf`, bytes: await this.printer.print(competitionPaper(view, await this.court(actor))) };
  }

  async selection(actor: Actor, id: string): Promise<{ name: string; bytes: Buffer }> {
    const view = await this.selections.view(actor, id);
    return { name: `${view.number}.pdf`, bytes: await this.printer.print(selectionPaper(view, await this.court(actor))) };
  }

  private court({ courtId }: Actor): Promise<Court> {
    return this.database.repository(Court).findOneByOrFail({ id: courtId });
  }
}
