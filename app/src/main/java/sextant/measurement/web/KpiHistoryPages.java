package sextant.measurement.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.journal.RecordRef;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.HistoryViews.HistoryPage;
import sextant.people.HistoryViews.Revision;
import sextant.people.HistoryViews.VersionPage;
import sextant.people.Permission;
import sextant.people.RecordHistory;
import sextant.people.Requires;
import sextant.platform.database.Transactions;
import sextant.platform.web.Pages;

/** The history of a KPI's definition, and each version as it was. Its measurements have their own, on its page. */
@Controller
class KpiHistoryPages {
    private final Pages pages;
    private final Transactions transactions;
    private final AsOf asOf;
    private final Kpis kpis;
    private final RecordHistory history;

    KpiHistoryPages(Pages pages, Transactions transactions, AsOf asOf, Kpis kpis, RecordHistory history) {
        this.pages = pages;
        this.transactions = transactions;
        this.asOf = asOf;
        this.kpis = kpis;
        this.history = history;
    }

    @GetMapping("/kpis/{id}/history")
    @Requires(Permission.JOURNAL_READ)
    View all(Actor actor, @PathVariable KpiId id, @RequestParam(name = "asOf", defaultValue = "") String given) {
        Optional<Instant> moment = asOf.moment(actor, given);
        return transactions.read(actor.organization(), moment, () -> {
            RecordRef record = new RecordRef(Kpis.KIND, id.value());
            Kpi kpi = kpis.get(actor.organization(), id);
            List<Revision> revisions = history.of(actor, List.of(record)).stream()
                    .map(entry -> new Revision(entry, "/kpis/" + id + "/history/" + entry.number()))
                    .toList();
            return pages.show(
                    "people/history.jte",
                    new HistoryPage(
                            kpi.definition().name(),
                            "/kpis/" + id,
                            "/kpis/" + id + "/history",
                            record,
                            asOf.past(actor, moment),
                            revisions));
        });
    }

    @GetMapping("/kpis/{id}/history/{number}")
    @Requires(Permission.JOURNAL_READ)
    View one(Actor actor, @PathVariable KpiId id, @PathVariable int number) {
        return transactions.read(actor.organization(), () -> {
            Kpi kpi = kpis.get(actor.organization(), id);
            RecordRef record = new RecordRef(Kpis.KIND, id.value());
            return pages.show(
                    "people/version.jte",
                    new VersionPage(
                            kpi.definition().name(),
                            "/kpis/" + id,
                            "/kpis/" + id + "/history",
                            history.numbered(actor, record, number)));
        });
    }
}
