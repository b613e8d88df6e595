package sextant.conformance.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.conformance.Conformance.State;
import sextant.conformance.RegisterConformance;
import sextant.conformance.RegisterConformance.Standing;
import sextant.conformance.web.ConformanceViews.Bare;
import sextant.conformance.web.ConformanceViews.BoardPage;
import sextant.conformance.web.ConformanceViews.Head;
import sextant.conformance.web.ConformanceViews.Row;
import sextant.objectives.Coverage;
import sextant.objectives.Requirement;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Choices;
import sextant.people.Permission;
import sextant.people.RegisterFiles;
import sextant.people.Requires;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.SortKey;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.tables.TableColumn;
import sextant.platform.web.Asked;
import sextant.platform.web.Exports;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;

/** The board of all objectives by letters: searched, filtered, paged, exported. */
@Controller
class BoardPages {
    private static final int ROWS = 50;

    private final Pages pages;
    private final Transactions transactions;
    private final AsOf asOf;
    private final Choices choices;
    private final Units units;
    private final RegisterConformance register;
    private final RegisterFiles files;

    BoardPages(
            Pages pages,
            Transactions transactions,
            AsOf asOf,
            Choices choices,
            Units units,
            RegisterConformance register,
            RegisterFiles files) {
        this.pages = pages;
        this.transactions = transactions;
        this.asOf = asOf;
        this.choices = choices;
        this.units = units;
        this.register = register;
        this.files = files;
    }

    @Configuration
    static class Navigation {
        @Bean
        NavigationEntry conformanceNavigation() {
            return new NavigationEntry(
                    25, "conformance", "/conformance", "board", Permission.CONFORMANCE_READ.code(), "c");
        }
    }

    @GetMapping("/conformance")
    @Requires(Permission.CONFORMANCE_READ)
    View board(Actor actor, @RequestParam Map<String, String> parameters) {
        Asked asked = asked(parameters);
        Optional<Instant> moment = asOf.moment(actor, asked.asOf());
        return transactions.read(actor.organization(), moment, () -> {
            List<Unit> tree = units.tree(actor.organization());
            List<Standing> running = running(actor);
            return pages.show(
                    "conformance/board.jte", page(actor, asked, moment, tree, running, wanted(asked, running)));
        });
    }

    /** The board as filtered: an objective a row, a letter a column. */
    @GetMapping("/conformance.{form}")
    @Requires(Permission.CONFORMANCE_READ)
    void export(
            Actor actor,
            @PathVariable String form,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        Asked asked = asked(parameters);
        files.send(actor, form, asked, response, sheet(actor), moment -> rows(actor, asked));
    }

    private static Asked asked(Map<String, String> parameters) {
        return Asked.of("/conformance", parameters, "q", "unit", "gaps");
    }

    /** What the actor may see. */
    private List<Standing> running(Actor actor) {
        return register.all(actor).stream()
                .filter(one -> actor.may(Permission.CONFORMANCE_READ, one.unit()))
                .toList();
    }

    private static List<Standing> wanted(Asked asked, List<Standing> running) {
        String search = asked.text("q").strip().toLowerCase(Locale.ROOT);
        return running.stream()
                .filter(one -> one.folded().contains(search))
                .filter(one ->
                        asked.text("unit").isEmpty() || one.unit().toString().equals(asked.text("unit")))
                .toList();
    }

    private static boolean onlyGaps(Asked asked) {
        return asked.text("gaps").equals("true");
    }

    /** @param unit its name */
    private record Exported(Standing standing, String unit) {}

    private List<Exported> rows(Actor actor, Asked asked) {
        Map<UnitId, String> names =
                units.tree(actor.organization()).stream().collect(Collectors.toMap(Unit::id, Unit::name));
        return wanted(asked, running(actor)).stream()
                .filter(one -> !onlyGaps(asked) || one.gaps() > 0)
                .map(one -> new Exported(one, names.getOrDefault(one.unit(), "")))
                .toList();
    }

    private RegisterFiles.Sheet<Exported> sheet(Actor actor) {
        Texts texts = actor.reader().texts();
        List<TableColumn<Exported>> columns = new ArrayList<>(List.of(
                TableColumn.text(
                        texts.text("list.reference"), row -> row.standing().reference()),
                TableColumn.text(
                        texts.text("objective.one"), row -> row.standing().title()),
                TableColumn.text(texts.text("unit.one"), Exported::unit)));
        for (Requirement one : Requirement.values())
            columns.add(TableColumn.text(
                    one.code(),
                    row -> texts.choice(
                            "conformance.state", row.standing().state(one).code())));
        return new RegisterFiles.Sheet<>(
                "conformance",
                texts.text("conformance.title"),
                List.of(
                        new RegisterFiles.Filter("q", texts.text("register.search"), List.of()),
                        new RegisterFiles.Filter(
                                "unit", texts.text("unit.one"), choices.units(actor, Permission.CONFORMANCE_READ)),
                        new RegisterFiles.Filter(
                                "gaps",
                                texts.text("conformance.only-gaps"),
                                List.of(new Option("true", texts.text("yes"))))),
                columns);
    }

    private BoardPage page(
            Actor actor,
            Asked asked,
            Optional<Instant> moment,
            List<Unit> tree,
            List<Standing> running,
            List<Standing> wanted) {
        Texts texts = actor.reader().texts();
        Map<UnitId, String> names = tree.stream().collect(Collectors.toMap(Unit::id, Unit::name));
        int[] gaps = new int[Requirement.values().length];
        int accepted = 0;
        for (Standing standing : wanted)
            for (Requirement one : Requirement.values()) {
                if (standing.state(one).isGap()) gaps[one.ordinal()]++;
                if (standing.state(one) == State.ACCEPTED) accepted++;
            }
        List<Head> heads = Arrays.stream(Requirement.values())
                .map(one -> new Head(one.code(), texts.choice("requirement", one.code()), gaps[one.ordinal()]))
                .toList();
        List<Standing> found = wanted.stream()
                .filter(one -> asked.after()
                        .filter(last -> one.reference().compareTo(last.value()) <= 0)
                        .isEmpty())
                .filter(one -> !onlyGaps(asked) || one.gaps() > 0)
                .limit(ROWS + 1L)
                .toList();
        List<Row> shown = found.stream()
                .limit(ROWS)
                .map(one -> row(texts, asked, one, names))
                .toList();
        String next = found.size() <= ROWS
                ? ""
                : asked.next(new SortKey(
                        found.get(ROWS - 1).reference(),
                        found.get(ROWS - 1).objective().value()));
        return new BoardPage(
                heads,
                shown,
                wanted.size(),
                Arrays.stream(gaps).sum(),
                accepted,
                bare(actor, tree, register.all(actor)),
                asked,
                choices.units(actor, Permission.CONFORMANCE_READ),
                onlyGaps(asked),
                Exports.of(asked, "/conformance"),
                asOf.past(actor, moment),
                next);
    }

    /** Relevant units without an objective in force, their own or one that cascades to them. */
    private static List<Bare> bare(Actor actor, List<Unit> tree, List<Standing> running) {
        Set<UnitId> covered = Coverage.of(
                tree,
                running.stream()
                        .filter(Standing::inForce)
                        .map(one -> new Coverage.InForce(one.objective(), one.unit(), one.serves()))
                        .toList());
        return tree.stream()
                .filter(Unit::relevant)
                .filter(unit -> actor.may(Permission.CONFORMANCE_READ, unit.id()))
                .filter(unit -> !covered.contains(unit.id()))
                .map(unit -> new Bare(unit.name(), "/people/units/" + unit.id()))
                .toList();
    }

    private static Row row(Texts texts, Asked asked, Standing standing, Map<UnitId, String> names) {
        return new Row(
                standing.reference(),
                standing.title(),
                asked.record("/objectives/" + standing.objective()),
                names.getOrDefault(standing.unit(), ""),
                Arrays.stream(Requirement.values())
                        .map(one -> ConformancePages.cell(
                                texts, asked.asOf(), standing.objective(), one, standing.state(one)))
                        .toList(),
                standing.gaps());
    }
}
