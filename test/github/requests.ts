import * as v from 'valibot';

// What GitHub's REST API (2022-11-28) takes of the requests that are sent, by its OpenAPI description, and stricter: no
// keys that nobody sends.
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const line = v.pipe(v.number(), v.integer(), v.minValue(1));

const annotation = v.pipe(
  v.strictObject({
    path: v.pipe(v.string(), v.nonEmpty()),
    start_line: line,
    end_line: line,
    start_column: v.exactOptional(line),
    end_column: v.exactOptional(line),
    annotation_level: v.picklist(['notice', 'warning', 'failure']),
    title: text(255),
    message: text(64 * 1024),
  }),
  v.check(({ start_column, start_line, end_line }) => start_column === undefined || start_line === end_line),
);

const output = v.strictObject({
  title: v.string(),
  summary: text(65_535),
  annotations: v.pipe(v.array(annotation), v.maxLength(50)),
});

const reviewComment = v.pipe(
  v.strictObject({
    path: v.string(),
    body: text(65_536),
    line,
    side: v.literal('RIGHT'),
    start_line: v.exactOptional(line),
    start_side: v.exactOptional(v.literal('RIGHT')),
  }),
  v.check(({ start_line, line: end }) => start_line === undefined || start_line < end),
);

const commentBody = v.strictObject({ body: v.pipe(text(65_536), v.nonEmpty()) });

/** Each request that writes: how its line begins, and its body. */
export const writes = [
  {
    route: /^POST \/repos\/acme\/shop\/check-runs$/,
    body: v.strictObject({
      name: v.string(),
      head_sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
      status: v.literal('completed'),
      conclusion: v.picklist(['success', 'neutral', 'failure']),
      details_url: v.exactOptional(v.pipe(v.string(), v.url())),
      output,
    }),
  },
  { route: /^PATCH \/repos\/acme\/shop\/check-runs\/\d+$/, body: v.strictObject({ output }) },
  { route: /^POST \/repos\/acme\/shop\/issues\/\d+\/comments$/, body: commentBody },
  { route: /^PATCH \/repos\/acme\/shop\/issues\/comments\/\d+$/, body: commentBody },
  {
    route: /^POST \/repos\/acme\/shop\/pulls\/\d+\/reviews$/,
    body: v.strictObject({
      commit_id: v.string(),
      event: v.literal('COMMENT'),
      body: v.pipe(v.string(), v.nonEmpty()),
      comments: v.array(reviewComment),
    }),
  },
];
