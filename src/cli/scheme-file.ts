import { DomainError, type Fault } from '../kernel/domain-error.js';
import { compileScheme, type CompiledScheme, type CompileOptions } from '../rules/scheme/compile.js';
import { readNamed } from './input.js';
import { YamlSource } from './yaml-source.js';

/** A scheme document on disk, whose faults are told with the line they stand in. */
export class SchemeFile {
  private constructor(
    readonly path: string,
    private readonly source: YamlSource,
  ) {}

  static async read(path: string): Promise<SchemeFile> {
    return new SchemeFile(path, new YamlSource(await readNamed(path), path));
  }

  get document(): unknown {
    return this.source.root;
  }

  /** @throws scheme.invalid with every fault, its path in the document and its line */
  compile(options: CompileOptions): CompiledScheme {
    try {
      return compileScheme(this.document, options);
    } catch (error) {
      if (!(error instanceof DomainError) || !error.faults.length) throw error;
      throw new DomainError(error.code, error.definition, error.params, this.withLines(error.faults));
    }
  }

  /** In the order of the lines. */
  withLines(faults: readonly Fault[]): (Fault & { line: number })[] {
    const told = faults.map((fault) => {
      const line = this.source.lineOf(fault.path);
      return { ...fault, line, path: `line ${line}${fault.path ? `, ${fault.path}` : ''}` };
    });
    return told.sort((a, b) => a.line - b.line);
  }
}
