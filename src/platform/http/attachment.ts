import type { FastifyReply } from 'fastify';

/** File names in Chinese need the encoded form; old browsers read the plain one. */
export function attach(reply: FastifyReply, fileName: string, mediaType: string): void {
  void reply.header('content-type', mediaType);
  void reply.header('content-disposition', `attachment; filename="${fileName.replace(/[^\x20-\x7e]|["\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`);
}
