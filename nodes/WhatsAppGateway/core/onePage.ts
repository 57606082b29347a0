/** A list that a gateway gives in one answer, the newest first. */
export interface OnePage<Row> {
	readonly rows: readonly Row[];
	/** Whether there may be more than the answer has. */
	readonly isCut: boolean;
}
