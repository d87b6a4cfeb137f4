import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { AuditTrail } from './audit/audit-trail.js';
import { Clock } from './clock.js';
import { Database } from './database/database.js';
import { DraftsController } from './drafts/drafts.controller.js';
import { FilesService } from './files/files.service.js';
import { ErrorFilter } from './http/error.filter.js';
import { HealthController } from './http/health.controller.js';
import { validationPipe } from './http/validation.js';
import { SessionGuard } from './identity/session.guard.js';
import { SessionsService } from './identity/sessions.service.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { JobsService } from './jobs/jobs.service.js';
import { PdfPrinter } from './pdf/pdf-printer.js';
import { SETTINGS, type Settings } from './settings.js';

const services = [Database, Clock, AuditTrail, FilesService, JobsService, SessionsService, PdfPrinter];

/** What every floor above stands on. */
@Global()
@Module({})
export class PlatformModule {
  static on(dataSource: DataSource, settings: Settings): DynamicModule {
    return {
      module: PlatformModule,
      imports: [TypeOrmModule.forRootAsync({ useFactory: () => ({ type: dataSource.options.type }) as never, dataSourceFactory: async () => dataSource })],
      controllers: [HealthController, DraftsController],
      providers: [
        ...services,
        { provide: SETTINGS, useValue: settings },
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_PIPE, useFactory: validationPipe },
      ],
      exports: [...services, SETTINGS, TypeOrmModule],
    };
  }
}
