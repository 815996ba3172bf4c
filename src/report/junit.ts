import type { Diagnostic } from '../model/diagnostic.ts';
import { printableLine } from '../model/printable.ts';
import type { Report } from '../model/report.ts';
import { byFile } from './by-file.ts';
import { count, ofSeverity } from './counts.ts';
import { explanation } from './explanation.ts';
import type { Format, FormatOptions } from './format.ts';
import { markup, type Markup } from './markup.ts';
import { placesIn, type PlaceOf } from './places.ts';

/**
 * JUnit's XML: a suite for each file with findings, a test case for each finding. An error is a failed test; a warning
 * is one that passed and says something, since the run passes as well. Without findings, one test case has passed.
 */
export const junit: Format = (report, options) => {
  const { diagnostics, durationMs } = report;
  const placeOf = placesIn(report.texts);
  const files = [...byFile(diagnostics)];
  const suites =
    files.length === 0 ? cleanSuite(report) : files.map(([file, own]) => suite(file, own, placeOf, options));
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="mig-lint" tests="${Math.max(1, diagnostics.length)}" failures="${ofSeverity(diagnostics, 'error')}" errors="0" time="${(durationMs / 1000).toFixed(3)}">${suites}
</testsuites>
`.markup;
};

function cleanSuite({ coverage }: Report): Markup {
  return markup`
  <testsuite name="mig-lint" tests="1" failures="0" errors="0">
    <testcase name="no problems in ${count(coverage.judged, 'migration')}" classname="mig-lint"/>
  </testsuite>`;
}

function suite(file: string, own: readonly Diagnostic[], placeOf: PlaceOf, { fromRepository }: FormatOptions): Markup {
  const path = printableLine(fromRepository(file));
  const cases = own.map((diagnostic) => {
    const { line, column } = placeOf(diagnostic.span);
    const text = `${path}:${line}:${column}\n${explanation(diagnostic)}\n${diagnostic.docs}`;
    return markup`
    <testcase name="${diagnostic.rule} at ${line}:${column}" classname="${path}">${outcome(diagnostic, text)}</testcase>`;
  });
  return markup`
  <testsuite name="${path}" tests="${own.length}" failures="${ofSeverity(own, 'error')}" errors="0" file="${path}">${cases}
  </testsuite>`;
}

function outcome({ severity, message, rule }: Diagnostic, text: string): Markup {
  switch (severity) {
    case 'error':
      return markup`<failure type="${rule}" message="${printableLine(message)}">${text}</failure>`;
    case 'warning':
      return markup`<system-out>warning: ${text}</system-out>`;
  }
}
