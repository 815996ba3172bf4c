/**
 * The phases of a change that running code survives: `expand` adds what is new beside what is there, `migrate` carries
 * rows over, `contract` takes away, or refuses, what earlier code relies on.
 */
export type Phase = 'expand' | 'migrate' | 'contract';
