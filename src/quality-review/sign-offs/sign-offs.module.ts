import { Module } from '@nestjs/common';
import { CourtParameters } from '../../court/court-parameters.js';
import { AwaitingSignOffs } from './awaiting-sign-offs.js';
import { LetThrough } from './let-through.js';
import { Signatures } from './signatures.js';
import { SignOffViews } from './sign-off-views.js';
import { SignOffsController } from './sign-offs.controller.js';
import { SignOffsService } from './sign-offs.service.js';
import { Signers } from './signers.js';

/** 四级签署: judge, chief, vice-president, reviewer, each for one version of the text. */
@Module({
  controllers: [SignOffsController],
  providers: [CourtParameters, Signers, SignOffsService, SignOffViews, AwaitingSignOffs, LetThrough, Signatures],
  exports: [Signatures, AwaitingSignOffs],
})
export class SignOffsModule {}
