import { Module } from '@nestjs/common';
import { CataloguesModule } from '../../court/catalogues/catalogues.module.js';
import { ClauseBook } from './clause-book.js';
import { ExemptionBook } from './exemption-book.js';
import { FormBook } from './form-book.js';
import { MatrixBook } from './matrix-book.js';
import { TriggerBook } from './trigger-book.js';

/** Offers the catalogues of quality review to the court's catalogues. */
@Module({ imports: [CataloguesModule], providers: [MatrixBook, ClauseBook, FormBook, TriggerBook, ExemptionBook], exports: [ExemptionBook] })
export class ReviewCataloguesModule {}
