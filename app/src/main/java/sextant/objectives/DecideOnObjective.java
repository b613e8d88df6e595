package sextant.objectives;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import sextant.approval.ApprovableContent;
import sextant.approval.Approval;
import sextant.approval.Approvals;
import sextant.journal.RecordRef;
import sextant.journal.Revisions;
import sextant.ledger.Hash;
import sextant.measurement.Kpis;
import sextant.people.Actor;
import sextant.people.Organizations;
import sextant.people.Permission;
import sextant.platform.OrganizationId;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;

/** Approves or returns a proposal, bound to exactly what the approver saw. */
@Component
public class DecideOnObjective {
    private final Objectives objectives;
    private final ObjectiveWriter writer;
    private final ObjectiveNews news;
    private final Approvals approvals;
    private final Revisions revisions;
    private final Organizations organizations;
    private final List<ContributesToApproval> contributors;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DecideOnObjective(
            Objectives objectives,
            ObjectiveWriter writer,
            ObjectiveNews news,
            Approvals approvals,
            Revisions revisions,
            Organizations organizations,
            List<ContributesToApproval> contributors,
            Transactions transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.objectives = objectives;
        this.writer = writer;
        this.news = news;
        this.approvals = approvals;
        this.revisions = revisions;
        this.organizations = organizations;
        this.contributors = contributors;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** What is decided on: the version's content, the KPIs it uses, and what other modules contribute. */
    public ApprovableContent contentOf(OrganizationId organization, Objective objective, Objective.Version version) {
        List<RecordRef> records = new ArrayList<>();
        records.add(version.record());
        version.content().targets().stream()
                .map(target -> new RecordRef(Kpis.KIND, target.kpi().value()))
                .distinct()
                .forEach(records::add);
        contributors.forEach(one -> records.addAll(one.recordsOf(organization, objective.id())));
        return new ApprovableContent(revisions.heads(organization, records).entrySet().stream()
                .map(head -> new ApprovableContent.Item(
                        head.getKey(), head.getValue().number(), head.getValue().hash()))
                .toList());
    }

    /** @param seen the hash of the content that the approver had before them */
    public ApprovalResult approve(
            Actor actor, ObjectiveId id, Hash seen, String comment, Map<String, String> findings) {
        return decide(actor, id, seen, comment, findings, Approval.Decision.APPROVED);
    }

    /** Back to the writers, with the reason. */
    public ApprovalResult returned(
            Actor actor, ObjectiveId id, Hash seen, String comment, Map<String, String> findings) {
        return decide(actor, id, seen, comment, findings, Approval.Decision.RETURNED);
    }

    private ApprovalResult decide(
            Actor actor,
            ObjectiveId id,
            Hash seen,
            String comment,
            Map<String, String> findings,
            Approval.Decision decision) {
        return transactions.write(actor.organization(), () -> {
            objectives.lock(actor.organization(), id);
            Objective objective = objectives.get(actor.organization(), id);
            Objective.Version proposal = objective.latest();
            actor.require(Permission.OBJECTIVES_APPROVE, proposal.content().unit());
            if (proposal.stage() != Stage.PROPOSED) return new ApprovalResult.NotProposed();
            ApprovableContent content = contentOf(actor.organization(), objective, proposal);
            if (!content.hash().equals(seen)) return new ApprovalResult.ContentChanged(content.hash());
            boolean ownersMay = organizations.get(actor.organization()).ownerApproval();
            if (decision == Approval.Decision.APPROVED) {
                Optional<ApprovalResult> objection = ApprovalResult.objection(
                        actor.person(), proposal.writers(), proposal.content().owner(), ownersMay);
                if (objection.isPresent()) return objection.get();
            }
            boolean asOwner =
                    proposal.content().owner().filter(actor.person()::equals).isPresent();
            Instant now = clock.instant();
            approvals.record(
                    actor, objective.record(), proposal.number(), content, decision, comment, findings, asOwner, now);
            if (decision == Approval.Decision.RETURNED) {
                writer.setStage(actor, objective, proposal, Stage.DRAFT, comment, now);
                news.decided(actor, objective, proposal, false, comment);
                return changed(actor, id, new ApprovalResult.Returned());
            }
            objective.current().ifPresent(before -> writer.supersede(actor, id, before));
            writer.setStage(actor, objective, proposal, Stage.APPROVED, comment, now);
            news.decided(actor, objective, proposal, true, comment);
            LocalDate today = now.atZone(actor.organizationZone()).toLocalDate();
            boolean afterPeriod =
                    proposal.content().ends().filter(today::isAfter).isPresent();
            return changed(actor, id, new ApprovalResult.Approved(proposal.number(), afterPeriod));
        });
    }

    /**
     * Ends the approved version: closed with an evaluation, or withdrawn with the reason.
     *
     * @throws Stale when the objective is no longer at that version
     */
    public boolean end(Actor actor, ObjectiveId id, int version, Stage outcome, String conclusion) {
        if (!outcome.isEnded()) throw new IllegalArgumentException("not an end: " + outcome);
        return transactions.write(actor.organization(), () -> {
            objectives.lock(actor.organization(), id);
            Objective objective = objectives.get(actor.organization(), id);
            if (objective.version() != version) throw new Stale(Objectives.KIND);
            Objective.Version ending = objective.shown();
            actor.require(Permission.OBJECTIVES_CLOSE, ending.content().unit());
            boolean closable =
                    outcome == Stage.WITHDRAWN ? !ending.stage().isEnded() : ending.stage() == Stage.APPROVED;
            if (!closable) return false;
            writer.setStage(actor, objective, ending, outcome, conclusion, clock.instant());
            events.publishEvent(new ObjectiveChanged(actor.organization(), id));
            return true;
        });
    }

    private ApprovalResult changed(Actor actor, ObjectiveId id, ApprovalResult result) {
        events.publishEvent(new ObjectiveChanged(actor.organization(), id));
        return result;
    }
}
