import type { DirectiveType, FileProblem, SourceCode, TraversalStep } from '@eslint/core';
import { ConfigCommentParser, Directive, TextSourceCodeBase, VisitNodeStep } from '@eslint/plugin-kit';
import type { DialectName } from 'mig-lint';
import type { CommentNode, MigrationFile, MigrationNode, OperationNode, StatementNode } from './tree.ts';

type SyntaxElement = MigrationNode | CommentNode;

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

/** A migration's file as ESLint's rules and directives see it. */
export class MigrationSourceCode extends TextSourceCodeBase<Types> {
  /** How the file is read when it belongs to no chain. */
  readonly alone: { readonly dialect?: DialectName } | undefined;
  readonly visitorKeys: Record<string, string[]>;
  readonly #parents = new Map<SyntaxElement, MigrationNode>();

  constructor(
    text: string,
    ast: MigrationFile,
    visitorKeys: Record<string, string[]>,
    alone: { readonly dialect?: DialectName } | undefined,
  ) {
    super({ text, ast });
    this.visitorKeys = visitorKeys;
    this.alone = alone;
    for (const statement of ast.statements) {
      this.#parents.set(statement, ast);
      for (const operation of statement.operations) this.#parents.set(operation, statement);
    }
  }

  override getParent(node: SyntaxElement): MigrationNode | undefined {
    return this.#parents.get(node);
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
    .replace(/\*+\/$/, '')
    .trim();
}
