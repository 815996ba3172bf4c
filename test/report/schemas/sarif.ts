import * as v from 'valibot';

const text = v.pipe(v.string(), v.nonEmpty());
const message = v.strictObject({ text });
const ordinal = v.pipe(v.number(), v.integer(), v.minValue(1));
const level = v.picklist(['none', 'note', 'warning', 'error']);
const reference = v.pipe(
  v.string(),
  v.check((uri) => URL.canParse(uri, 'file:///r/') && new URL(uri, 'file:///r/').href.startsWith('file:///r/')),
);
const artifactLocation = v.strictObject({ uri: reference, uriBaseId: v.literal('%SRCROOT%') });
const region = v.pipe(
  v.strictObject({ startLine: ordinal, startColumn: ordinal, endLine: ordinal, endColumn: ordinal }),
  v.check(
    ({ startLine, startColumn, endLine, endColumn }) =>
      startLine < endLine || (startLine === endLine && startColumn <= endColumn),
  ),
);
const physicalLocation = v.strictObject({ artifactLocation, region });

const rule = v.strictObject({
  id: text,
  name: v.pipe(text, v.regex(/^[A-Z][A-Za-z]*$/)),
  shortDescription: v.strictObject({ text: v.pipe(text, v.maxLength(1024)) }),
  fullDescription: v.strictObject({ text: v.pipe(text, v.maxLength(1024)) }),
  helpUri: v.pipe(v.string(), v.url()),
  help: v.strictObject({ text, markdown: text }),
  defaultConfiguration: v.strictObject({ level }),
  properties: v.strictObject({
    tags: v.pipe(v.array(text), v.maxLength(20)),
    precision: v.picklist(['very-high', 'high', 'medium', 'low']),
    'problem.severity': v.picklist(['error', 'warning', 'recommendation']),
  }),
});

const fix = v.strictObject({
  description: message,
  artifactChanges: v.pipe(
    v.array(
      v.strictObject({
        artifactLocation,
        replacements: v.pipe(
          v.array(v.strictObject({ deletedRegion: region, insertedContent: v.strictObject({ text: v.string() }) })),
          v.minLength(1),
        ),
      }),
    ),
    v.minLength(1),
  ),
});

const result = v.strictObject({
  ruleId: text,
  ruleIndex: v.pipe(v.number(), v.integer(), v.minValue(0)),
  level,
  message,
  locations: v.tuple([v.strictObject({ physicalLocation })]),
  relatedLocations: v.exactOptional(v.array(v.strictObject({ id: ordinal, physicalLocation, message }))),
  partialFingerprints: v.record(text, text),
  fixes: v.exactOptional(v.pipe(v.array(fix), v.minLength(1))),
  suppressions: v.exactOptional(
    v.array(v.strictObject({ kind: v.picklist(['inSource', 'external']), justification: v.exactOptional(text) })),
  ),
});

/** The part of SARIF 2.1.0 that is written, as its schema and the rules of code scanning have it, and nothing besides. */
export const sarifLog = v.strictObject({
  $schema: v.pipe(v.string(), v.url()),
  version: v.literal('2.1.0'),
  runs: v.tuple([
    v.strictObject({
      tool: v.strictObject({
        driver: v.strictObject({
          name: text,
          version: text,
          semanticVersion: text,
          informationUri: v.pipe(v.string(), v.url()),
          rules: v.array(rule),
        }),
      }),
      invocations: v.tuple([
        v.strictObject({
          executionSuccessful: v.boolean(),
          toolExecutionNotifications: v.array(v.strictObject({ level, message })),
        }),
      ]),
      originalUriBaseIds: v.strictObject({ '%SRCROOT%': v.strictObject({ description: message }) }),
      columnKind: v.picklist(['utf16CodeUnits', 'unicodeCodePoints']),
      results: v.pipe(v.array(result), v.maxLength(25_000)),
    }),
  ]),
});
