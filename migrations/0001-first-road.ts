import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FirstRoad1767225600000 implements MigrationInterface {
  name = 'FirstRoad1767225600000';
  async up(_: QueryRunner): Promise<void> {}
  async down(_: QueryRunner): Promise<void> {}
}
