package sextant.measurement.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.measurement.Codes;
import sextant.measurement.KpiId;
import sextant.measurement.KpiRegister;
import sextant.measurement.Measured;
import sextant.measurement.Measurements;
import sextant.measurement.web.KpiViews.KpiLine;
import sextant.measurement.web.KpiViews.KpisPage;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Choices;
import sextant.people.Permission;
import sextant.people.RegisterFiles;
import sextant.people.Requires;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.tables.TableColumn;
import sextant.platform.web.Asked;
import sextant.platform.web.Exports;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;

/** The register of KPIs: searched, filtered, sorted, paged by key, exported. */
@Controller
class KpiRegisterPages {
    private static final int ROWS = 50;
    private static final int EXPORT = 100_000;
    private static final Map<String, KpiRegister.Sort> SORTS = Arrays.stream(KpiRegister.Sort.values())
            .collect(Collectors.toUnmodifiableMap(KpiRegister.Sort::code, sort -> sort));
    private static final Map<String, Boolean> STATES = Map.of("in-use", false, "retired", true);

    private final Pages pages;
    private final Transactions transactions;
    private final AsOf asOf;
    private final Choices choices;
    private final KpiRegister register;
    private final Measurements measurements;
    private final RegisterFiles files;

    KpiRegisterPages(
            Pages pages,
            Transactions transactions,
            AsOf asOf,
            Choices choices,
            KpiRegister register,
            Measurements measurements,
            RegisterFiles files) {
        this.pages = pages;
        this.transactions = transactions;
        this.asOf = asOf;
        this.choices = choices;
        this.register = register;
        this.measurements = measurements;
        this.files = files;
    }

    @Configuration
    static class Navigation {
        @Bean
        NavigationEntry kpiNavigation() {
            return new NavigationEntry(30, "kpis", "/kpis", "kpis", Permission.KPIS_READ.code(), "k");
        }
    }

    @GetMapping("/kpis")
    @Requires(Permission.KPIS_READ)
    View list(Actor actor, @RequestParam Map<String, String> parameters) {
        Asked asked = asked("/kpis", parameters);
        Texts texts = actor.reader().texts();
        Optional<Instant> moment = asOf.moment(actor, asked.asOf());
        return transactions.read(actor.organization(), moment, () -> {
            List<KpiRegister.Line> found = register.page(actor.organization(), query(asked, ROWS + 1));
            List<KpiRegister.Line> shown = found.subList(0, Math.min(ROWS, found.size()));
            return pages.show(
                    "measurement/kpis.jte",
                    new KpisPage(
                            lines(actor, asked, shown),
                            asked,
                            choices.units(actor),
                            states(texts),
                            List.of(
                                    asked.column(texts.text("list.reference"), "reference", "reference"),
                                    asked.column(texts.text("kpi.one"), "name", "reference"),
                                    asked.column(texts.text("unit.one"), "unit", "reference")),
                            found.size() <= ROWS
                                    ? ""
                                    : asked.next(shown.getLast().key()),
                            Exports.of(asked, "/kpis"),
                            asOf.past(actor, moment),
                            moment.isEmpty() && actor.may(Permission.KPIS_DEFINE)));
        });
    }

    /** The register as filtered, in the reader's number and date formats, with every cell safe in a spreadsheet. */
    @GetMapping("/kpis.{form}")
    @Requires(Permission.KPIS_READ)
    void export(
            Actor actor,
            @PathVariable String form,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        Asked asked = asked("/kpis", parameters);
        files.send(actor, form, asked, response, sheet(actor), moment -> rows(actor, asked));
    }

    /** @param last its newest value that counts; null when it has none */
    private record Row(KpiRegister.Line line, @Nullable Measured last) {}

    private List<Row> rows(Actor actor, Asked asked) {
        List<KpiRegister.Line> found = register.page(actor.organization(), query(asked, EXPORT));
        Map<KpiId, Measured> latest = latest(actor, found);
        return found.stream()
                .map(line -> new Row(line, latest.get(line.kpi().id())))
                .toList();
    }

    private RegisterFiles.Sheet<Row> sheet(Actor actor) {
        Texts texts = actor.reader().texts();
        return new RegisterFiles.Sheet<>(
                "kpis",
                texts.text("kpis.title"),
                List.of(
                        new RegisterFiles.Filter("q", texts.text("kpis.search"), List.of()),
                        new RegisterFiles.Filter("unit", texts.text("unit.one"), choices.units(actor)),
                        new RegisterFiles.Filter("state", texts.text("register.state"), states(texts))),
                List.of(
                        TableColumn.text(
                                texts.text("list.reference"),
                                row -> row.line().kpi().definition().reference()),
                        TableColumn.text(
                                texts.text("kpi.name"),
                                row -> row.line().kpi().definition().name()),
                        TableColumn.text(
                                texts.text("unit.one"), row -> row.line().unit()),
                        TableColumn.number(
                                texts.text("kpi.last-value"),
                                row -> Optional.ofNullable(row.last()).map(Measured::value)),
                        TableColumn.text(
                                texts.text("kpi.unit-of-measure"),
                                row -> row.line().kpi().definition().unitOfMeasure()),
                        TableColumn.date(
                                texts.text("measurement.at"),
                                row -> Optional.ofNullable(row.last()).map(last -> day(actor, last))),
                        TableColumn.text(
                                texts.text("kpi.direction.title"),
                                row -> texts.choice(
                                        "kpi.direction",
                                        Codes.of(row.line().kpi().definition().direction()))),
                        TableColumn.text(
                                texts.text("register.state"),
                                row -> texts.text(row.line().kpi().retired() ? "kpis.retired" : "kpis.in-use"))));
    }

    private static List<Option> states(Texts texts) {
        return List.of(
                new Option("in-use", texts.text("kpis.in-use")), new Option("retired", texts.text("kpis.retired")));
    }

    private List<KpiLine> lines(Actor actor, Asked asked, List<KpiRegister.Line> shown) {
        Formats formats = actor.reader().formats();
        Map<KpiId, Measured> latest = latest(actor, shown);
        return shown.stream()
                .map(line -> {
                    Measured last = latest.get(line.kpi().id());
                    return new KpiLine(
                            line.kpi(),
                            asked.record("/kpis/" + line.kpi().id()),
                            line.unit(),
                            last == null ? "–" : formats.number(last.value()),
                            last == null ? "" : formats.date(day(actor, last)),
                            line.kpi().retired());
                })
                .toList();
    }

    private Map<KpiId, Measured> latest(Actor actor, List<KpiRegister.Line> lines) {
        return measurements.latest(
                actor.organization(),
                lines.stream().map(line -> line.kpi().id()).toList());
    }

    private static LocalDate day(Actor actor, Measured measured) {
        return measured.at().atZone(actor.organizationZone()).toLocalDate();
    }

    private static Asked asked(String path, Map<String, String> parameters) {
        return Asked.of(path, parameters, "q", "unit", "state");
    }

    private static KpiRegister.Query query(Asked asked, int limit) {
        return new KpiRegister.Query(
                asked.text("q"),
                asked.id("unit"),
                Optional.ofNullable(STATES.get(asked.text("state"))),
                SORTS.getOrDefault(asked.sort(), KpiRegister.Sort.REFERENCE),
                asked.descending(),
                asked.after(),
                limit);
    }
}
