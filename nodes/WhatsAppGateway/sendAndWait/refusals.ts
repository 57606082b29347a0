/** Why a waiting node does not take an answer, with the status of the refusal. It keeps waiting. */
export const refusals = {
	/** There is no such choice. */
	choice: 400,
	/** It does not come from a trigger with the same credential. */
	proof: 403,
	/** Somebody else than the person asked has tapped. */
	person: 403,
	/** It answers an older question of the same node. */
	question: 410,
} as const satisfies Readonly<Record<string, number>>;

/** A reason of {@link refusals}. */
export type Refusal = keyof typeof refusals;
