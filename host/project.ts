import path from 'node:path';

/** The clone's root folder. */
export const projectFolder = path.resolve(__dirname, '..');
