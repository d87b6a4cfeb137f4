import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Content } from 'pdfmake/interfaces.js';
import { SETTINGS, type Settings } from '../settings.js';
import { PAGE_STYLES, type PageStyle } from './pdf-page.js';
import { pdfErrors } from './pdf.errors.js';

export interface PdfPaper {
  title: string;
  style: PageStyle;
  orientation?: 'portrait' | 'landscape';
  content: Content[];
  /** Printed at the foot of each page. */
  digest?: string;
  /** ISO instant written into the file: the same paper gives the same bytes whenever it is printed. */
  createdAt: string;
}

interface Waiting {
  resolve: (bytes: Buffer) => void;
  reject: (reason: Error) => void;
}

/** Papers as vector PDF with embedded Noto CJK, laid out in one worker thread that is started when first needed. */
@Injectable()
export class PdfPrinter implements OnApplicationShutdown {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** @throws pdf.fontsMissing when the server has no Noto CJK; pdf.notPrinted when the paper cannot be laid out. */
  async print({ title, style, orientation = 'portrait', content, digest, createdAt }: PdfPaper): Promise<Buffer> {
    const worker = this.start();
    const id = ++this.lastId;
    const definition = { pageSize: 'A4', pageOrientation: orientation, info: { title }, ...PAGE_STYLES[style], content };
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, definition, foot: { numbering: style, digest }, createdAt });
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    if (this.worker) return this.worker;
    const { fontFolder } = this.settings;
    if (!existsSync(join(fontFolder, 'NotoSerifCJK-Regular.ttc'))) throw pdfErrors['pdf.fontsMissing']({ folder: fontFolder });
    const worker = new Worker(new URL('./print-worker.mjs', import.meta.url), { workerData: { fontFolder } });
    worker.on('message', ({ id, bytes, reason }: { id: number; bytes?: Uint8Array; reason?: string }) => {
      const { resolve, reject } = this.waiting.get(id)!;
      this.waiting.delete(id);
      if (bytes) resolve(Buffer.from(bytes));
      else reject(pdfErrors['pdf.notPrinted']({ reason: reason! }));
      if (!this.waiting.size) worker.unref();
    });
    worker.on('error', (error) => this.giveUp(error.message));
    worker.on('exit', () => this.giveUp('worker ended'));
    this.worker = worker;
    return worker;
  }

  /** The thread is gone: whoever waits is told, and the next paper starts a new one. */
  private giveUp(reason: string): void {
    this.worker = null;
    for (const { reject } of this.waiting.values()) reject(pdfErrors['pdf.notPrinted']({ reason }));
    this.waiting.clear();
  }
}
