import type { Dialect } from '../dialect';
import { metaCloud } from './metaCloud';
import { qyvo } from './qyvo';

/** Every gateway that the sandbox speaks like. */
export const dialects: readonly Dialect[] = [qyvo, metaCloud];
