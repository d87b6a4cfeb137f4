import { Controller, Get } from '@nestjs/common';
import { Database } from '../database/database.js';
import { OpenRoute } from '../permissions/current-actor.js';
import { platformErrors } from '../platform.errors.js';

@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  /** The process answers. */
  @OpenRoute()
  @Get('live')
  live() {
    return { status: 'live' };
  }

  /** The database answers and its tables are those of this release. */
  @OpenRoute()
  @Get('ready')
  async ready() {
    try {
      await this.database.rows('SELECT 1 AS one');
      if (await this.database.dataSource.showMigrations()) throw platformErrors['server.databaseDown']();
    } catch {
      throw platformErrors['server.databaseDown']();
    }
    return { status: 'ready', engine: this.database.engine };
  }
}
