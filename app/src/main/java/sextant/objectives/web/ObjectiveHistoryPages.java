package sextant.objectives.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.journal.RecordRef;
import sextant.objectives.ContributesToApproval;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.HistoryViews.HistoryPage;
import sextant.people.HistoryViews.Revision;
import sextant.people.Permission;
import sextant.people.RecordHistory;
import sextant.people.Requires;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.web.Pages;

/** Everything that was ever written of an objective: its life, the content of its versions, and its plan. */
@Controller
class ObjectiveHistoryPages {
    private final Pages pages;
    private final Transactions transactions;
    private final AsOf asOf;
    private final Objectives objectives;
    private final List<ContributesToApproval> contributors;
    private final RecordHistory history;

    ObjectiveHistoryPages(
            Pages pages,
            Transactions transactions,
            AsOf asOf,
            Objectives objectives,
            List<ContributesToApproval> contributors,
            RecordHistory history) {
        this.pages = pages;
        this.transactions = transactions;
        this.asOf = asOf;
        this.objectives = objectives;
        this.contributors = contributors;
        this.history = history;
    }

    @GetMapping("/objectives/{id}/history")
    @Requires(Permission.JOURNAL_READ)
    View all(Actor actor, @PathVariable ObjectiveId id, @RequestParam(name = "asOf", defaultValue = "") String given) {
        Optional<Instant> moment = asOf.moment(actor, given);
        return transactions.read(actor.organization(), moment, () -> {
            Objective objective = objectives.get(actor.organization(), id);
            if (!actor.may(Permission.JOURNAL_READ, objective.shown().content().unit()))
                throw new NotFound(Objectives.KIND);
            List<RecordRef> records = new ArrayList<>();
            records.add(objective.record());
            objectives.versions(actor.organization(), id).forEach(version -> records.add(version.record()));
            contributors.forEach(one -> records.addAll(one.recordsOf(actor.organization(), id)));
            List<Revision> revisions = history.of(actor, records).stream()
                    .map(entry -> new Revision(entry, "/objectives/" + id + "?asOf=" + entry.isoAt()))
                    .toList();
            return pages.show(
                    "people/history.jte",
                    new HistoryPage(
                            objective.reference() + " "
                                    + objective.shown().content().title(),
                            "/objectives/" + id,
                            "/objectives/" + id + "/history",
                            objective.record(),
                            asOf.past(actor, moment),
                            revisions));
        });
    }
}
