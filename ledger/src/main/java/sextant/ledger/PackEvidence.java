package sextant.ledger;

/** How a pack shows that what it holds is in the log. Its two formats differ in nothing else. */
sealed interface PackEvidence permits ProvedLeaves, ListedLeaves {
    /** The root that the log had at a size between 0 and the checkpoint's. @throws Broken naming {@code file} when the pack cannot say */
    Hash rootAt(String file, long size) throws Broken;

    /** Everything that is not documents: every record, every batch with its rows. */
    Checked check() throws Broken;

    /** What was counted in some leaves. */
    record Checked(int records, int batches, long rows, int disclosed, int withheld, int consistencyProofs) {
        static final Checked NONE = new Checked(0, 0, 0, 0, 0, 0);

        Checked and(Checked next) {
            return new Checked(
                    records + next.records,
                    batches + next.batches,
                    rows + next.rows,
                    disclosed + next.disclosed,
                    withheld + next.withheld,
                    consistencyProofs + next.consistencyProofs);
        }

        int leaves() {
            return records + batches;
        }
    }
}
