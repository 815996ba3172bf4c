import type { DirectiveType, FileProblem, SourceCode, TraversalStep } from '@eslint/core';
import { ConfigCommentParser, Directive, TextSourceCodeBase, VisitNodeStep } from '@eslint/plugin-kit';
import type { DialectName } from 'mig-lint';
import type { Token } from './tokens.ts';
import { tokensOf } from './tokens.ts';
import type { CommentNode, MigrationFile, MigrationNode, OperationNode, StatementNode } from './tree.ts';
import { placesIn } from './tree.ts';

type SyntaxElement = MigrationNode | CommentNode | Token;

type InlineConfigs = NonNullable<ReturnType<NonNullable<SourceCode['applyInlineConfig']>>>['configs'];

interface Types {
  LangOptions: Record<string, unknown>;
  RootNode: MigrationFile;
  SyntaxElementWithLoc: SyntaxElement;
  ConfigNode: CommentNode;
}

const directiveTypes: ReadonlyMap<string, DirectiveType> = new Map([
  ['eslint-disable', 'disable'],
  ['eslint-enable', 'enable'],
  ['eslint-disable-line', 'disable-line'],
  ['eslint-disable-next-line', 'disable-next-line'],
]);

const comments = new ConfigCommentParser();

/** How a file is to be read. */
export interface Reading {
  /** The name of the language without the plugin's. */
  readonly language: 'sql' | 'csharp';
  /** Set: the file is read even when it belongs to no chain. */
  readonly alone: { readonly dialect: DialectName } | undefined;
}

/** A migration's file as ESLint's rules and directives see it. */
export class MigrationSourceCode extends TextSourceCodeBase<Types> {
  readonly visitorKeys: Record<string, string[]>;
  readonly #reading: Reading;
  readonly #parents = new Map<SyntaxElement, MigrationNode>();
  #tokens: readonly Token[] | undefined;

  constructor(text: string, ast: MigrationFile, visitorKeys: Record<string, string[]>, reading: Reading) {
    super({ text, ast });
    this.visitorKeys = visitorKeys;
    this.#reading = reading;
    for (const statement of ast.statements) {
      this.#parents.set(statement, ast);
      for (const operation of statement.operations) this.#parents.set(operation, statement);
    }
  }

  get alone(): Reading['alone'] {
    return this.#reading.alone;
  }

  override getParent(node: SyntaxElement): MigrationNode | undefined {
    return this.#parents.get(node);
  }

  /** Every lexeme of the file, without the comments. */
  get tokens(): readonly Token[] {
    const { language } = this.#reading;
    const lexemes = language === 'csharp' ? language : (this.ast.dialect ?? language);
    this.#tokens ??= tokensOf(this.text, lexemes, this.ast.comments, placesIn(this.text));
    return this.#tokens;
  }

  /** The tokens of a node. */
  getTokens({ range: [start, end] }: MigrationNode): readonly Token[] {
    return this.tokens.filter(({ range }) => start <= range[0] && range[1] <= end);
  }

  get comments(): readonly CommentNode[] {
    return this.ast.comments;
  }

  getAllComments(): readonly CommentNode[] {
    return this.ast.comments;
  }

  /** The comments that configure ESLint. */
  getInlineConfigNodes(): CommentNode[] {
    return this.ast.comments.filter((comment) => /^\s*eslint/.test(bodyOf(comment)));
  }

  getDisableDirectives(): { directives: Directive[]; problems: FileProblem[] } {
    const directives: Directive[] = [];
    const problems: FileProblem[] = [];
    for (const comment of this.getInlineConfigNodes()) {
      const parsed = comments.parseDirective(bodyOf(comment));
      const type = parsed === undefined ? undefined : directiveTypes.get(parsed.label);
      if (parsed === undefined || type === undefined) continue;
      if (type === 'disable-line' && comment.loc.start.line !== comment.loc.end.line) {
        const message = 'eslint-disable-line comment should not span multiple lines.';
        problems.push({ ruleId: null, message, loc: comment.loc });
        continue;
      }
      const { value, justification } = parsed;
      directives.push(new Directive({ type, node: comment, value, justification }));
    }
    return { directives, problems };
  }

  /** `eslint mig-lint/rule: off` in a comment. */
  applyInlineConfig(): { configs: InlineConfigs; problems: FileProblem[] } {
    const configs: InlineConfigs = [];
    const problems: FileProblem[] = [];
    for (const comment of this.getInlineConfigNodes()) {
      const parsed = comments.parseDirective(bodyOf(comment));
      if (parsed?.label !== 'eslint') continue;
      const read = comments.parseJSONLikeConfig(parsed.value);
      if (read.ok) configs.push({ config: { rules: read.config }, loc: comment.loc });
      else problems.push({ ruleId: null, message: read.error.message, loc: comment.loc });
    }
    return { configs, problems };
  }

  override *traverse(): Iterable<TraversalStep> {
    yield* this.#visit(this.ast, undefined, this.ast.statements, (statement) =>
      this.#visit(statement, this.ast, statement.operations, (operation) =>
        this.#visit(operation, statement, [], () => []),
      ),
    );
  }

  *#visit<Child extends StatementNode | OperationNode>(
    node: MigrationNode,
    parent: MigrationNode | undefined,
    children: readonly Child[],
    visit: (child: Child) => Iterable<TraversalStep>,
  ): Iterable<TraversalStep> {
    yield new VisitNodeStep({ target: node, phase: 1, args: [node, parent] });
    for (const child of children) yield* visit(child);
    yield new VisitNodeStep({ target: node, phase: 2, args: [node, parent] });
  }
}

export function isMigrationSource(source: unknown): source is MigrationSourceCode {
  return source instanceof MigrationSourceCode;
}

/** A comment's text without its marks; the line end of a `--` comment would hide a directive. */
function bodyOf({ value }: CommentNode): string {
  return value
    .replace(/^(?:--|#|\/\/+|\/\*+)/, '')
    .replace(/(?<!\*)\*+\/$/, '')
    .trim();
}
