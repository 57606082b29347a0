import type { Operation } from '../operation';
import { getLibrary } from './library';
import { deleteMedia, downloadMedia, getMedia } from './manage';
import { uploadMedia } from './upload';

/** Every operation on media files, in the order of the form. */
export const mediaOperations: readonly Operation[] = [
	deleteMedia,
	downloadMedia,
	getMedia,
	getLibrary,
	uploadMedia,
];
