import { Injectable } from '@nestjs/common';
import { platformErrors } from '../../platform/platform.errors.js';
import type { Book } from './book.js';

/** The catalogues of a court, each offered by the module whose records it governs. */
@Injectable()
export class Books {
  private readonly known = new Map<string, Book>();

  offer(book: Book): void {
    this.known.set(book.key, book);
  }

  all(): Book[] {
    return [...this.known.values()];
  }

  /** @throws DomainError `record.notFound` */
  of(key: string): Book {
    const book = this.known.get(key);
    if (!book) throw platformErrors['record.notFound']();
    return book;
  }
}
