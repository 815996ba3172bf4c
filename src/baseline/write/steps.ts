import type { ChainSource, Framework, ProjectFiles } from '../../frameworks/framework.ts';
import type { Migration } from '../../model/migration.ts';
import type { BaseRequest } from './request.ts';

export function squashSteps(_request: StepsRequest): string {
  return '';
}

export interface StepsRequest {
  readonly framework: Framework;
  readonly chain: ChainSource;
  readonly files: ProjectFiles;
  readonly squashed: readonly Migration[];
  /** What the base is called; `Base` when nobody says. */
  readonly title?: BaseRequest['title'];
}
