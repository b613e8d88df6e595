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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.measurement.Codes;
import sextant.measurement.Kpi;
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
import sextant.people.Requires;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.tables.TableWriter;
import sextant.platform.web.Asked;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;
import sextant.platform.web.TableDownload;

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

    KpiRegisterPages(
            Pages pages,
            Transactions transactions,
            AsOf asOf,
            Choices choices,
            KpiRegister register,
            Measurements measurements) {
        this.pages = pages;
        this.transactions = transactions;
        this.asOf = asOf;
        this.choices = choices;
        this.register = register;
        this.measurements = measurements;
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
                            List.of(
                                    new Option("in-use", texts.text("kpis.in-use")),
                                    new Option("retired", texts.text("kpis.retired"))),
                            List.of(
                                    asked.column(texts.text("list.reference"), "reference", "reference"),
                                    asked.column(texts.text("kpi.one"), "name", "reference"),
                                    asked.column(texts.text("unit.one"), "unit", "reference")),
                            found.size() <= ROWS
                                    ? ""
                                    : asked.next(shown.getLast().key()),
                            TableDownload.Exports.of(asked, "/kpis"),
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
        Texts texts = actor.reader().texts();
        TableDownload.requireKnown(form);
        Asked asked = asked("/kpis." + form, parameters);
        Optional<Instant> moment = asOf.moment(actor, asked.asOf());
        List<KpiRegister.Line> found = transactions.read(
                actor.organization(), moment, () -> register.page(actor.organization(), query(asked, EXPORT)));
        Map<KpiId, Measured> latest = transactions.read(actor.organization(), moment, () -> latest(actor, found));
        try (TableWriter table = TableDownload.open(response, form, "kpis", texts.text("kpis.title"), texts)) {
            table.text(texts.text("list.reference"))
                    .text(texts.text("kpi.name"))
                    .text(texts.text("unit.one"))
                    .text(texts.text("kpi.last-value"))
                    .text(texts.text("kpi.unit-of-measure"))
                    .text(texts.text("measurement.at"))
                    .text(texts.text("kpi.direction.title"))
                    .text(texts.text("register.state"))
                    .endRow();
            for (KpiRegister.Line line : found) {
                Kpi.Definition kpi = line.kpi().definition();
                Measured last = latest.get(line.kpi().id());
                table.text(kpi.reference()).text(kpi.name()).text(line.unit());
                if (last == null) table.empty();
                else table.number(last.value());
                table.text(kpi.unitOfMeasure());
                if (last == null) table.empty();
                else table.date(day(actor, last));
                table.text(texts.choice("kpi.direction", Codes.of(kpi.direction())))
                        .text(texts.text(line.kpi().retired() ? "kpis.retired" : "kpis.in-use"))
                        .endRow();
            }
        }
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
