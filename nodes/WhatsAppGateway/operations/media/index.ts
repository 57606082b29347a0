import type { Operation } from '../operation';
import { deleteMedia, downloadMedia, getMedia, uploadMedia } from './manage';

/** Every operation on media files, in the order of the form. */
export const mediaOperations: readonly Operation[] = [
	deleteMedia,
	downloadMedia,
	getMedia,
	uploadMedia,
];
