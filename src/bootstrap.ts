import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import { openDatabase } from './platform/database/data-source.js';
import { serveMetrics } from './platform/http/metrics.js';
import { refuseForeignOrigins } from './platform/http/origin.js';
import { newId } from './platform/ids.js';
import type { Settings } from './platform/settings.js';
import { schema } from './schema.js';

const MAX_UPLOAD = 50 * 1024 * 1024;

/** The whole application, database migrated, not yet listening. */
export async function createApp(settings: Settings): Promise<NestFastifyApplication> {
  const dataSource = await openDatabase(settings.databaseUrl, schema);
  await dataSource.runMigrations();
  const adapter = new FastifyAdapter({ genReqId: () => newId(), bodyLimit: 4 * 1024 * 1024, trustProxy: false });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(dataSource, settings), adapter, { logger: ['error', 'warn'] });
  app.setGlobalPrefix('api');
  const server = adapter.getInstance();
  await app.register(cookie);
  await app.register(compress);
  await app.register(multipart, { limits: { fileSize: MAX_UPLOAD, files: 1 } });
  await app.register(helmet, {
    // The intranet speaks plain HTTP: telling browsers to insist on HTTPS would lock everybody out.
    hsts: false,
    contentSecurityPolicy: {
      directives: { 'default-src': ["'self'"], 'style-src': ["'self'", "'unsafe-inline'"], 'img-src': ["'self'", 'data:'], 'upgrade-insecure-requests': null },
    },
  });
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
  });
  refuseForeignOrigins(server);
  serveMetrics(server);
  documentApi(app);
  if (settings.webFolder && existsSync(join(settings.webFolder, 'index.html'))) await serveWeb(app, settings.webFolder);
  app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
  return app;
}

function documentApi(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('法官业绩考评与案件质量评查系统 / Judge performance evaluation')
    .setDescription('Refusals have one shape: code, message in the language of Accept-Language, faults, requestId.')
    .setVersion('1')
    .addCookieAuth('session')
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, description), { jsonDocumentUrl: 'api/openapi.json', ui: false });
}

/** Every address that is no file and no API route is a page of the client. */
async function serveWeb(app: NestFastifyApplication, folder: string): Promise<void> {
  // Loaded only where pages are served: it requires an ESM package, which Jest on Node 20 cannot.
  const { default: statics } = await import('@fastify/static');
  await app.register(statics, { root: folder, wildcard: false, maxAge: '1h', index: false });
  const server = app.getHttpAdapter().getInstance();
  server.get('/*', async (request, reply) => {
    // An asset of another release is missing, not a page: a browser told so reloads.
    if (/^\/(api|assets)\//.test(request.url))
      return reply.status(404).send({ code: 'record.notFound', message: '没有这个地址。 / No such address.', faults: [], requestId: request.id });
    return reply.header('cache-control', 'no-cache').sendFile('index.html', { maxAge: 0 });
  });
}
