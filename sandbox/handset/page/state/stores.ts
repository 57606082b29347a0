import { emptyModel, type Model } from './model';
import { storeOf } from './store';
import { readPlace, type Place } from './place';

/** What the sandbox says. */
export const model = storeOf<Model>(emptyModel);

/** Whether the sandbox is heard. */
export const connection = storeOf<'new' | 'open' | 'lost'>('new');

/** What is looked at. */
export const place = storeOf<Place>(readPlace());

/** How many messages came to conversations that nobody looked at, by conversation. */
export const unread = storeOf<ReadonlyMap<string, number>>(new Map());

/** What was typed and not sent, by conversation. */
export const drafts = new Map<string, string>();

/** The numbers of those who write with their number hidden. */
export const hiding = storeOf<ReadonlySet<string>>(new Set());

/** A sentence about what did not work; empty for none. */
export const notice = storeOf('');
