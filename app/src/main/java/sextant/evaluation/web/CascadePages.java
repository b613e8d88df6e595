package sextant.evaluation.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.evaluation.Cascade;
import sextant.evaluation.rule.Status;
import sextant.evaluation.web.EvaluationViews.CascadePage;
import sextant.evaluation.web.EvaluationViews.CascadePanel;
import sextant.evaluation.web.EvaluationViews.LevelRow;
import sextant.evaluation.web.EvaluationViews.PartRow;
import sextant.evaluation.web.EvaluationViews.TotalCell;
import sextant.objectives.HigherObjectives;
import sextant.objectives.Objective;
import sextant.objectives.ObjectivePanel;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.charts.StatusBar;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Asked;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Pages;
import sextant.platform.web.Panel;

/** The tree of units with their objectives: how statuses add up, where each total comes from, and units without any. */
@Controller
class CascadePages {
    /** Of more, a unit's are shown when it is opened. */
    private static final int ALL_AT_ONCE = 200;

    private final Pages pages;
    private final Transactions transactions;
    private final AsOf asOf;
    private final Cascade cascade;

    CascadePages(Pages pages, Transactions transactions, AsOf asOf, Cascade cascade) {
        this.pages = pages;
        this.transactions = transactions;
        this.asOf = asOf;
        this.cascade = cascade;
    }

    @Configuration
    static class Navigation {
        @Bean
        NavigationEntry cascadeNavigation() {
            return new NavigationEntry(22, "cascade", "/cascade", "tree", Permission.OBJECTIVES_READ.code(), "t");
        }
    }

    @GetMapping("/cascade")
    @Requires(Permission.OBJECTIVES_READ)
    View cascade(Actor actor, @RequestParam Map<String, String> parameters) {
        Asked asked = Asked.of("/cascade", parameters, "unit");
        Optional<Instant> moment = asOf.moment(actor, asked.asOf());
        List<Cascade.Level> levels = transactions.read(actor.organization(), moment, () -> cascade.levels(actor));
        boolean all = levels.stream().mapToInt(level -> level.parts().size()).sum() <= ALL_AT_ONCE;
        return pages.show(
                "evaluation/cascade.jte",
                new CascadePage(
                        asked,
                        levels.stream()
                                .map(level -> row(actor, asked, level, all))
                                .toList(),
                        levels.stream()
                                .filter(Cascade.Level::bare)
                                .map(level -> level.unit().name())
                                .toList(),
                        asOf.past(actor, moment)));
    }

    private static LevelRow row(Actor actor, Asked asked, Cascade.Level level, boolean all) {
        Texts texts = actor.reader().texts();
        String id = level.unit().id().toString();
        boolean open = all || asked.text("unit").equals(id);
        List<StatusBar.Share> shares = Arrays.stream(Status.values())
                .filter(status -> level.counts().containsKey(status.code()))
                .map(status -> new StatusBar.Share(status.code(), level.counts().getOrDefault(status.code(), 0)))
                .toList();
        return new LevelRow(
                id,
                level.unit().name(),
                level.unit().depth(),
                texts.choice("unit.kind", level.unit().kind().code()),
                level.objectives(),
                StatusBar.of(shares, texts.text("cascade.bar", level.unit().name(), level.objectives())),
                level.total().map(total -> cell(texts, asked.asOf(), total)).orElse(TotalCell.NONE),
                level.bare(),
                open || level.parts().isEmpty() ? "" : asked.with("unit", id) + "#unit-" + id,
                open
                        ? level.parts().stream()
                                .map(part -> row(texts, asked.asOf(), part))
                                .toList()
                        : List.of());
    }

    private static PartRow row(Texts texts, String asOf, Cascade.Part part) {
        return new PartRow(
                part.reference(),
                part.title(),
                part.unitName(),
                Asked.asOf("/objectives/" + part.id(), asOf),
                part.status(),
                part.status().isEmpty() ? "" : texts.choice("status", part.status()),
                part.total()
                        .filter(total -> !total.from().equals(part.id()))
                        .map(total -> cell(texts, asOf, total))
                        .orElse(TotalCell.NONE),
                part.servedReference());
    }

    private static TotalCell cell(Texts texts, String asOf, Cascade.Total total) {
        return new TotalCell(
                total.status(),
                texts.choice("status", total.status()),
                total.reference(),
                total.title(),
                Asked.asOf("/objectives/" + total.from(), asOf));
    }

    /** What an objective serves and what serves it, on its own page. */
    @Component
    static class Panels implements ObjectivePanel {
        private final HigherObjectives higher;
        private final Cascade cascade;

        Panels(HigherObjectives higher, Cascade cascade) {
            this.higher = higher;
            this.cascade = cascade;
        }

        @Override
        public List<Panel> panels(
                Actor actor, Objective objective, Objective.Version version, Instant moment, boolean past) {
            if (objective.current().isEmpty()
                    || version.number() != objective.shown().number()) return List.of();
            // Most are in none, and the whole register is not asked for them.
            if (version.content().serves().isEmpty() && !higher.wasServed(actor.organization(), objective.id()))
                return List.of();
            Texts texts = actor.reader().texts();
            String asOf = past ? moment.toString() : "";
            return cascade
                    .family(actor, objective.id())
                    .filter(family ->
                            family.served().isPresent() || !family.serving().isEmpty())
                    .map(family -> new Panel(
                            Panel.Place.ASIDE,
                            15,
                            "evaluation/cascadePanel.jte",
                            new CascadePanel(
                                    family.served().stream()
                                            .map(one -> row(texts, asOf, one))
                                            .toList(),
                                    family.serving().stream()
                                            .map(one -> row(texts, asOf, one))
                                            .toList(),
                                    row(texts, asOf, family.part()).total(),
                                    Asked.asOf("/cascade", asOf))))
                    .stream()
                    .toList();
        }
    }
}
