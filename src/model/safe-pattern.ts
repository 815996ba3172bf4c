/** The most of a name that a pattern is held against. */
export const longestName = 300;

/**
 * Why a regular expression cannot be trusted with any name; `undefined`: it can. What is refused can take a time that
 * doubles with each character: something repeated within something repeated, unless a character that the inner part
 * cannot be begins each round: `(?:_[a-z]+)*` passes, `(?:[a-z]+_?)*` does not.
 */
export function patternProblem(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return hasNestedRepetition(pattern) ? 'a repetition within a repetition can take for ever' : undefined;
}

/** A piece of a pattern: an escape, a class, a bracket, a quantifier, or one character. */
const pieces =
  /\\[pP]\{[^}]*\}|\\k<[^>]*>|\\u\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu;

interface OpenGroup {
  /** The atoms directly in it, in order; a group within is `undefined`. */
  readonly atoms: (string | undefined)[];
  /** Whether something in it is repeated, or left out. */
  repeats: boolean;
  /** Whether its first atom is. */
  firstRepeats: boolean;
  branches: boolean;
}

function hasNestedRepetition(pattern: string): boolean {
  const open: OpenGroup[] = [{ atoms: [], repeats: false, firstRepeats: false, branches: false }];
  let closed: OpenGroup | undefined;
  for (const [piece] of pattern.matchAll(pieces)) {
    const group = open.at(-1);
    if (group === undefined) return true;
    if (piece.startsWith('(')) {
      open.push({ atoms: [], repeats: false, firstRepeats: false, branches: false });
      closed = undefined;
    } else if (piece === ')') {
      closed = open.pop();
      const outer = open.at(-1);
      outer?.atoms.push(undefined);
      if (outer !== undefined && closed?.repeats === true) outer.repeats = true;
    } else if (isQuantifier(piece)) {
      group.repeats = true;
      if (group.atoms.length === 1) group.firstRepeats = true;
      if (isRepetition(piece) && closed !== undefined && !isDelimited(closed)) return true;
    } else {
      if (piece === '|') group.branches = true;
      group.atoms.push(piece);
      closed = undefined;
    }
  }
  return false;
}

function isQuantifier(piece: string): boolean {
  return /^(?:[*+?]|\{\d)/.test(piece);
}

/** A quantifier by which something can stand more than once. */
function isRepetition(piece: string): boolean {
  return !/^(?:\?|\{[01]\}|\{0?,?1\})/.test(piece);
}

/** Whether each round of a group begins with a character that nothing else in it can be, so that rounds cannot be mixed up. */
function isDelimited({ atoms, repeats, firstRepeats, branches }: OpenGroup): boolean {
  if (!repeats && !branches) return true;
  const [first, ...others] = atoms;
  const character = first === undefined ? undefined : characterOf(first);
  if (character === undefined || branches || firstRepeats) return false;
  const isBackreference = (atom: string): boolean => /^\\(?:k|\d)/.test(atom);
  return others.every(
    (atom) => atom !== undefined && !isBackreference(atom) && !new RegExp(`^(?:${atom})$`, 'u').test(character),
  );
}

/** The one character that an atom stands for; `undefined`: it can be several. */
function characterOf(atom: string): string | undefined {
  return /^\\(\W)$/u.exec(atom)?.[1] ?? /^[^\\.[\]^$|]$/u.exec(atom)?.[0];
}
