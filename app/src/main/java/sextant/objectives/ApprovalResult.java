package sextant.objectives;

import java.util.Set;
import sextant.ledger.Hash;
import sextant.people.PersonId;

/** What became of the wish to decide on a proposal. */
public sealed interface ApprovalResult {
    /** @param afterPeriod whether the period had ended already; the page says so */
    record Approved(int number, boolean afterPeriod) implements ApprovalResult {}

    record Returned() implements ApprovalResult {}

    /** Nobody approves what they wrote: an auditor must see two people behind it (A.5.3). */
    record ApproverIsWriter() implements ApprovalResult {}

    /** Nobody approves what they own, unless the organization lets top management do so. */
    record ApproverIsOwner() implements ApprovalResult {}

    /** What is there now is not what the approver saw. */
    record ContentChanged(Hash now) implements ApprovalResult {}

    record NotProposed() implements ApprovalResult {}

    /**
     * The rule of two people.
     *
     * @param ownersMayApprove the organization's setting for top management
     */
    static java.util.Optional<ApprovalResult> objection(
            PersonId approver, Set<PersonId> writers, java.util.Optional<PersonId> owner, boolean ownersMayApprove) {
        if (writers.contains(approver)) return java.util.Optional.of(new ApproverIsWriter());
        boolean owns = owner.filter(approver::equals).isPresent();
        if (owns && !ownersMayApprove) return java.util.Optional.of(new ApproverIsOwner());
        return java.util.Optional.empty();
    }
}
