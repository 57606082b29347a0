import type { Dialect } from '../gatewayKit/dialect';
import { metaCloud } from './metaCloud';
import { mojeeb } from './mojeeb';
import { qyvo } from './qyvo';
import { wacr } from './wacr';
import { xobito } from './xobito';

/** Every gateway that the sandbox speaks like; `npm start` uses the first one in its examples. */
export const dialects: readonly Dialect[] = [qyvo, metaCloud, mojeeb, wacr, xobito];
