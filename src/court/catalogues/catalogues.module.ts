import { Module } from '@nestjs/common';
import { Books } from './books.js';
import { CatalogueProposals } from './catalogue-proposals.js';
import { CatalogueReading } from './catalogue-reading.js';
import { CatalogueSheets } from './catalogue-sheets.js';
import { CataloguesController } from './catalogues.controller.js';
import { ParameterBook } from './parameter-book.js';

/** 条目、评查表、矩阵、参数: dated catalogues changed by two people. Modules above offer theirs to {@link Books}. */
@Module({
  controllers: [CataloguesController],
  providers: [Books, CatalogueReading, CatalogueProposals, CatalogueSheets, ParameterBook],
  exports: [Books],
})
export class CataloguesModule {}
