/**
 * The same computation, whose last result is kept: who asks about one thing asks several times before the next. What it is
 * given is compared by identity, texts by what they say.
 */
export function rememberLast<Given extends readonly unknown[], Made>(
  make: (...given: Given) => Made,
): (...given: Given) => Made {
  let last: { readonly given: Given; readonly made: Made } | undefined;
  return (...given) => {
    if (!given.every((one, at) => one === last?.given[at])) last = undefined;
    last ??= { given, made: make(...given) };
    return last.made;
  };
}
