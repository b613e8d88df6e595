package sextant.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sextant.ledger.PackEvidence.Checked;

/** What was checked in leaves that are independent of each other, or the first of them that does not hold. */
record FirstBroken(Checked checked, @Nullable Broken broken) {
    interface Check<T> {
        Checked of(T leaf) throws Broken;
    }

    /** All processors work; the order of the list decides which is first. */
    static <T> Checked of(List<T> leaves, Check<T> check) throws Broken {
        FirstBroken all = leaves.parallelStream()
                .map(leaf -> {
                    try {
                        return new FirstBroken(check.of(leaf), null);
                    } catch (Broken e) {
                        return new FirstBroken(Checked.NONE, e);
                    }
                })
                .reduce(new FirstBroken(Checked.NONE, null), FirstBroken::and);
        if (all.broken != null) throw all.broken;
        return all.checked;
    }

    private FirstBroken and(FirstBroken next) {
        return broken != null ? this : new FirstBroken(checked.and(next.checked), next.broken);
    }
}
