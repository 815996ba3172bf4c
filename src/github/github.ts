/** One place of a check run's report; the shape of GitHub's Checks API, as all bodies here are. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  /** Only on one line, as the end. */
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
}

export interface CheckOutput {
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

export type Conclusion = 'success' | 'neutral' | 'failure';

export interface CheckRun {
  readonly name: string;
  readonly head_sha: string;
  readonly status: 'completed';
  readonly conclusion: Conclusion;
  readonly details_url?: string;
  readonly output: CheckOutput;
}

/** A comment on lines of the new side of a diff. */
export interface ReviewComment {
  readonly path: string;
  readonly body: string;
  readonly line: number;
  readonly side: 'RIGHT';
  /** Absent: the comment is on one line. */
  readonly start_line?: number;
  readonly start_side?: 'RIGHT';
}

interface Review {
  readonly commit_id: string;
  readonly event: 'COMMENT';
  readonly body: string;
  readonly comments: readonly ReviewComment[];
}

/** A file of a pull request, compared with where it left its base; paths are from the root of the repository. */
export interface ChangedFile {
  readonly path: string;
  readonly status: string;
  /** What a renamed file was called. */
  readonly previousPath?: string;
  /** Its hunks as a unified diff; absent when GitHub shows none: a binary or a large file. */
  readonly patch?: string;
}

/** GitHub's numbers have outgrown the safe ones in places. */
export type Id = number | bigint;

/** A comment of a pull request or of its review. */
export interface Comment {
  readonly id: Id;
  readonly body: string;
  readonly author: { readonly login: string; readonly isBot: boolean };
}

/** What is asked of GitHub and told to it. Every method rejects with a `GitHubFailure`. */
export interface GitHub {
  /** The files of a pull request, 3,000 at most. */
  changedFiles(pull: number): Promise<readonly ChangedFile[]>;
  /** Oldest first. */
  comments(pull: number): Promise<readonly Comment[]>;
  reviewComments(pull: number): Promise<readonly Comment[]>;
  /** Whose the token is; `undefined` for the token of an app, as that of GitHub Actions. */
  ownLogin(): Promise<string | undefined>;
  /** Gives the run's id. */
  createCheckRun(run: CheckRun): Promise<Id>;
  /** Appends to the annotations of a run; its title and summary have to be said again. */
  addAnnotations(run: Id, output: CheckOutput): Promise<void>;
  createComment(pull: number, body: string): Promise<void>;
  updateComment(comment: Id, body: string): Promise<void>;
  createReview(pull: number, review: Review): Promise<void>;
}

/** GitHub refused, failed, or was not reached. */
export class GitHubFailure extends Error {
  /** Of HTTP; 500 and above also when there was no answer. */
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
