import type { Diagnostic } from '../model/diagnostic.ts';
import { printableLine } from '../model/printable.ts';
import { byFile } from './by-file.ts';
import type { Format } from './format.ts';
import { markup } from './markup.ts';
import { placesIn } from './places.ts';

/** Checkstyle's XML, which most collectors of warnings read. */
export const checkstyle: Format = ({ diagnostics, texts }, { fromRepository }) => {
  const placeOf = placesIn(texts);
  const errorOf = ({ span, severity, message, rule }: Diagnostic) => {
    const { line, column } = placeOf(span);
    return markup`
    <error line="${line}" column="${column}" severity="${severity}" message="${printableLine(message)}" source="mig-lint.${rule}"/>`;
  };
  const files = [...byFile(diagnostics)].map(
    ([file, own]) => markup`
  <file name="${printableLine(fromRepository(file))}">${own.map(errorOf)}
  </file>`,
  );
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="10.0">${files}
</checkstyle>
`.markup;
};
