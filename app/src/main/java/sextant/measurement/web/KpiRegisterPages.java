package sextant.measurement.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriComponentsBuilder;
import sextant.measurement.Codes;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.KpiRegister;
import sextant.measurement.Measured;
import sextant.measurement.Measurements;
import sextant.measurement.intake.EscapedCsv;
import sextant.measurement.web.KpiViews.KpiColumn;
import sextant.measurement.web.KpiViews.KpiLine;
import sextant.measurement.web.KpiViews.KpisPage;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.people.Units;
import sextant.platform.Ids;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.KeysetPage;
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

    /** The query string, as the page's links carry it on. */
    record Wanted(
            @Nullable String q,
            @Nullable String unit,
            @Nullable String state,
            @Nullable String sort,
            @Nullable String after) {
        private String text(@Nullable String value) {
            return value == null ? "" : value;
        }

        /** The same question at another address, with one parameter different. */
        String at(String path, String name, String value) {
            Map<String, String> all =
                    new TreeMap<>(Map.of("q", text(q), "unit", text(unit), "state", text(state), "sort", text(sort)));
            all.put(name, value);
            UriComponentsBuilder link = UriComponentsBuilder.fromPath(path);
            all.forEach((key, given) -> {
                if (!given.isEmpty()) link.queryParam(key, "{" + key + "}");
            });
            return link.encode().buildAndExpand(all).toUriString();
        }

        boolean filters() {
            return !(text(q) + text(unit) + text(state)).isEmpty();
        }

        KpiRegister.Query query(int limit) {
            boolean descending = text(sort).startsWith("-");
            String search = text(q).length() > 200 ? text(q).substring(0, 200) : text(q);
            return new KpiRegister.Query(
                    search,
                    Ids.parse(text(unit)),
                    Optional.ofNullable(STATES.get(text(state))),
                    SORTS.getOrDefault(descending ? text(sort).substring(1) : text(sort), KpiRegister.Sort.REFERENCE),
                    descending,
                    key(text(after)),
                    limit);
        }

        private static Optional<KpiRegister.Key> key(String cursor) {
            return KeysetPage.key(cursor)
                    .filter(text -> text.length() >= 36)
                    .flatMap(text -> Ids.parse(text.substring(0, 36))
                            .map((UUID id) -> new KpiRegister.Key(text.substring(36), id)));
        }
    }

    private final Pages pages;
    private final Transactions transactions;
    private final KpiRegister register;
    private final Measurements measurements;
    private final Units units;

    KpiRegisterPages(
            Pages pages, Transactions transactions, KpiRegister register, Measurements measurements, Units units) {
        this.pages = pages;
        this.transactions = transactions;
        this.register = register;
        this.measurements = measurements;
        this.units = units;
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
    View list(Actor actor, Wanted wanted) {
        Texts texts = actor.reader().texts();
        return transactions.read(actor.organization(), () -> {
            List<KpiRegister.Line> found = register.page(actor.organization(), wanted.query(ROWS + 1));
            List<KpiRegister.Line> shown = found.subList(0, Math.min(ROWS, found.size()));
            KpiRegister.Key last = shown.isEmpty() ? null : shown.getLast().key();
            return pages.show(
                    "measurement/kpis.jte",
                    new KpisPage(
                            lines(actor, shown),
                            wanted.text(wanted.q()),
                            wanted.text(wanted.unit()),
                            wanted.text(wanted.state()),
                            units.tree(actor.organization()).stream()
                                    .map(unit -> new Option(
                                            unit.id().toString(), "\u2003".repeat(unit.depth()) + unit.name()))
                                    .toList(),
                            List.of(
                                    new Option("in-use", texts.text("kpis.in-use")),
                                    new Option("retired", texts.text("kpis.retired"))),
                            List.of(
                                    column(wanted, "reference", texts.text("list.reference")),
                                    column(wanted, "name", texts.text("kpi.one")),
                                    column(wanted, "unit", texts.text("unit.one"))),
                            last == null || found.size() <= ROWS
                                    ? ""
                                    : wanted.at("/kpis", "after", KeysetPage.cursor(last.id() + last.value())),
                            wanted.at("/kpis.csv", "after", ""),
                            wanted.filters(),
                            actor.may(Permission.KPIS_DEFINE)));
        });
    }

    /** The register as filtered, in the reader's number and date formats, with every cell safe in a spreadsheet. */
    @GetMapping("/kpis.csv")
    @Requires(Permission.KPIS_READ)
    void export(Actor actor, Wanted wanted, HttpServletResponse response) throws IOException {
        Texts texts = actor.reader().texts();
        List<KpiRegister.Line> found = transactions.read(
                actor.organization(), () -> register.page(actor.organization(), wanted.query(EXPORT)));
        Map<KpiId, Measured> latest = transactions.read(actor.organization(), () -> latest(actor, found));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"kpis.csv\"");
        response.setHeader("Cache-Control", "no-store");
        try (EscapedCsv csv = new EscapedCsv(response.getOutputStream(), EscapedCsv.Layout.of(texts.locale(), true))) {
            csv.text(texts.text("list.reference"))
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
                csv.text(kpi.reference()).text(kpi.name()).text(line.unit());
                if (last == null) csv.empty();
                else csv.number(last.value());
                csv.text(kpi.unitOfMeasure());
                if (last == null) csv.empty();
                else csv.date(day(actor, last));
                csv.text(texts.choice("kpi.direction", Codes.of(kpi.direction())))
                        .text(texts.text(line.kpi().retired() ? "kpis.retired" : "kpis.in-use"))
                        .endRow();
            }
        }
    }

    private List<KpiLine> lines(Actor actor, List<KpiRegister.Line> shown) {
        Formats formats = actor.reader().formats();
        Map<KpiId, Measured> latest = latest(actor, shown);
        return shown.stream()
                .map(line -> {
                    Measured last = latest.get(line.kpi().id());
                    return new KpiLine(
                            line.kpi(),
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

    private static KpiColumn column(Wanted wanted, String code, String label) {
        String current = wanted.text(wanted.sort()).isEmpty() ? "reference" : wanted.text(wanted.sort());
        boolean ascending = current.equals(code);
        return new KpiColumn(
                label,
                wanted.at("/kpis", "sort", ascending ? "-" + code : code),
                ascending ? "ascending" : current.equals("-" + code) ? "descending" : "");
    }
}
