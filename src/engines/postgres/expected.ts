import { isRecord, walk } from '../../dialects/postgres/ast.ts';
import { loadParser, parseStatement } from '../../dialects/postgres/parser.ts';
import type { Preparation } from '../engine.ts';

/** A role that the text of a body makes, mostly after it has looked whether it is there. */
const madeInBody =
  /\bcreate\s+(?:role|user(?!\s+mapping)|group)\s+(?:if\s+not\s+exists\s+)?(?:"(?<quoted>[^"]+)"|(?<name>\w+))/giu;

/**
 * The roles and extensions that the statements of a chain name, without those roles that a statement of theirs makes: what
 * has to be there before the first statement runs. What a body puts together at run time is not seen.
 */
export async function expectedBy(
  statements: readonly string[],
): Promise<Required<Pick<Preparation, 'roles' | 'extensions'>>> {
  await loadParser();
  const named = new Set<string>();
  const made = new Set<string>();
  const extensions = new Set<string>();
  for (const sql of statements) {
    const parsed = parseStatement(sql);
    walk(parsed.ok ? parsed.node : undefined, (kind, fields) => {
      for (const role of rolesIn(kind, fields)) named.add(role);
      const { role, extname, arg } = fields;
      if (kind === 'CreateRoleStmt' && typeof role === 'string') made.add(role);
      if (kind === 'CreateExtensionStmt' && typeof extname === 'string') extensions.add(extname);
      if (kind === 'DefElem' && fields['defname'] === 'as') for (const one of madeIn(arg)) made.add(one);
      return true;
    });
  }
  return { roles: [...named].filter((role) => !made.has(role)).toSorted(), extensions: [...extensions].toSorted() };
}

/** `TO app` of GRANT and CREATE POLICY, `OWNER TO app`, `SET ROLE app`, and the like. */
function rolesIn(kind: string, fields: Readonly<Record<string, unknown>>): readonly string[] {
  switch (kind) {
    case 'GrantRoleStmt':
      return namesIn(fields['granted_roles'], 'AccessPriv', 'priv_name');
    case 'VariableSetStmt':
      return ['role', 'session_authorization'].includes(String(fields['name']))
        ? namesIn(fields['args'], 'A_Const', 'sval').filter((role) => role !== 'none')
        : [];
    default:
      // A role stands as a node of its own in a list, and without its kind as the field of a statement.
      return [fields, ...Object.values(fields)].flatMap((spec) =>
        isRecord(spec) && spec['roletype'] === 'ROLESPEC_CSTRING' && typeof spec['rolename'] === 'string'
          ? [spec['rolename']]
          : [],
      );
  }
}

function namesIn(node: unknown, nodeKind: string, field: string): readonly string[] {
  const found: string[] = [];
  walk(node, (kind, fields) => {
    const value = fields[field];
    const text = isRecord(value) ? value[field] : value;
    if (kind === nodeKind && typeof text === 'string') found.push(text);
    return true;
  });
  return found;
}

function madeIn(body: unknown): readonly string[] {
  const roles: string[] = [];
  walk(body, (kind, { sval }) => {
    if (kind !== 'String' || typeof sval !== 'string') return true;
    for (const { groups } of sval.matchAll(madeInBody)) {
      roles.push(groups?.['quoted'] ?? (groups?.['name'] ?? '').toLowerCase());
    }
    return true;
  });
  return roles;
}
