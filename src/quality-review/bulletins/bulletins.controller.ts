import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import { attach } from '../../platform/http/attachment.js';
import type { Page } from '../../platform/http/list.dto.js';
import { PdfPrinter } from '../../platform/pdf/pdf-printer.js';
import { CurrentActor } from '../../platform/permissions/current-actor.js';
import { require } from '../../platform/permissions/data-scope.js';
import { sendTable } from '../../platform/sheets/send-table.js';
import { writeBook, XLSX_TYPE } from '../../platform/sheets/workbook.js';
import { BulletinKinds } from './bulletin-kinds.js';
import { bulletinPaper, bulletinSheets } from './bulletin-paper.js';
import { BulletinViews } from './bulletin-views.js';
import { BulletinsService } from './bulletins.service.js';
import { BulletinExportQuery, BulletinListQuery, BulletinStepInput, DraftBulletin, IssueCorrigendum, WriteBulletin, type BulletinKindView, type BulletinRow, type BulletinView, type VerificationView } from './dto/bulletins.dto.js';

@Controller('bulletins')
export class BulletinsController {
  constructor(
    private readonly bulletins: BulletinsService,
    private readonly views: BulletinViews,
    private readonly kinds: BulletinKinds,
    private readonly printer: PdfPrinter,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: BulletinListQuery): Promise<Page<BulletinRow>> {
    return this.views.list(actor, query);
  }

  @Get('kinds')
  kindsKnown(@CurrentActor() actor: Actor): BulletinKindView[] {
    require(actor, 'bulletin.read');
    return this.kinds.all().map(({ kind, name }) => ({ kind, name }));
  }

  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query() query: BulletinExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    return sendTable(reply, await this.views.table(actor, query), query.format);
  }

  @Get(':id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<BulletinView> {
    return this.views.view(actor, id);
  }

  @Get(':id/verification')
  verification(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<VerificationView> {
    return this.views.verification(actor, id);
  }

  @Get(':id/paper')
  async paper(@CurrentActor() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const paper = bulletinPaper(await this.views.printable(actor, id));
    // Printed first: a refusal is no PDF and must not be sent as one.
    const bytes = await this.printer.print(paper);
    attach(reply, `${paper.title}.pdf`, 'application/pdf');
    return bytes;
  }

  @Get(':id/workbook')
  async workbook(@CurrentActor() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const printable = await this.views.printable(actor, id);
    attach(reply, `${printable.bulletin.title}.xlsx`, XLSX_TYPE);
    return writeBook(bulletinSheets(printable));
  }

  @Post()
  async draft(@CurrentActor() actor: Actor, @Body() body: DraftBulletin): Promise<BulletinView> {
    return this.views.view(actor, await this.bulletins.draft(actor, body));
  }

  @Put(':id')
  write(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: WriteBulletin): Promise<BulletinView> {
    return this.afterwards(actor, id, this.bulletins.write(actor, id, body));
  }

  @Post(':id/send')
  @HttpCode(200)
  send(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: BulletinStepInput): Promise<BulletinView> {
    return this.afterwards(actor, id, this.bulletins.send(actor, id, body));
  }

  @Post(':id/return')
  @HttpCode(200)
  sendBack(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: BulletinStepInput): Promise<BulletinView> {
    return this.afterwards(actor, id, this.bulletins.sendBack(actor, id, body));
  }

  @Post(':id/check')
  @HttpCode(200)
  check(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: BulletinStepInput): Promise<BulletinView> {
    return this.afterwards(actor, id, this.bulletins.check(actor, id, body));
  }

  @Post(':id/sign')
  @HttpCode(200)
  sign(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: BulletinStepInput): Promise<BulletinView> {
    return this.afterwards(actor, id, this.bulletins.sign(actor, id, body));
  }

  @Post(':id/publish')
  @HttpCode(200)
  publish(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: BulletinStepInput): Promise<BulletinView> {
    return this.afterwards(actor, id, this.bulletins.publish(actor, id, body));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: BulletinStepInput): Promise<BulletinView> {
    return this.afterwards(actor, id, this.bulletins.withdraw(actor, id, body));
  }

  @Post(':id/corrigenda')
  @HttpCode(200)
  correct(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: IssueCorrigendum): Promise<BulletinView> {
    return this.afterwards(actor, id, this.bulletins.correct(actor, id, body));
  }

  private async afterwards(actor: Actor, id: string, work: Promise<void>): Promise<BulletinView> {
    await work;
    return this.views.view(actor, id);
  }
}
