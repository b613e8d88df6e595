package sextant.evaluation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.evaluation.Register;
import sextant.evaluation.rule.Status;
import sextant.evaluation.web.EvaluationViews.Column;
import sextant.evaluation.web.EvaluationViews.RegisterLine;
import sextant.evaluation.web.EvaluationViews.RegisterPage;
import sextant.evaluation.web.EvaluationViews.StatusChip;
import sextant.measurement.intake.EscapedCsv;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.PersonName;
import sextant.people.Persons;
import sextant.people.Requires;
import sextant.people.Units;
import sextant.platform.Ids;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;

/** The register of objectives: searched, filtered, sorted, paged by key, exported. */
@Controller
class RegisterPages {
    private static final int ROWS = 50;
    private static final int EXPORT = 100_000;
    private static final List<String> STATES =
            List.of("in-force", "draft", "proposed", "achieved", "not-achieved", "withdrawn");

    /** The query string, as the page's links carry it on. */
    record Wanted(String q, String status, String state, String unit, String owner, String sort, String after) {
        String with(String name, String value) {
            StringBuilder link = new StringBuilder("?");
            Map.of("q", q, "status", status, "state", state, "unit", unit, "owner", owner, "sort", sort)
                    .forEach((key, old) -> append(link, key, key.equals(name) ? value : old));
            if (name.equals("after")) append(link, "after", value);
            return link.length() == 1 ? "/objectives" : "/objectives" + link.substring(0, link.length() - 1);
        }

        private static void append(StringBuilder link, String key, String value) {
            if (!value.isEmpty())
                link.append(key)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .append('&');
        }

        boolean filters() {
            return !(q + status + state + unit + owner).isEmpty();
        }
    }

    private final Pages pages;
    private final Transactions transactions;
    private final Register register;
    private final Units units;
    private final Persons persons;
    private final Clock clock;

    RegisterPages(
            Pages pages, Transactions transactions, Register register, Units units, Persons persons, Clock clock) {
        this.pages = pages;
        this.transactions = transactions;
        this.register = register;
        this.units = units;
        this.persons = persons;
        this.clock = clock;
    }

    @Configuration
    static class Navigation {
        @Bean
        NavigationEntry registerNavigation() {
            return new NavigationEntry(
                    20, "objectives", "/objectives", "objectives", Permission.OBJECTIVES_READ.code(), "o");
        }
    }

    @GetMapping("/objectives")
    @Requires(Permission.OBJECTIVES_READ)
    View register(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "") String after) {
        Wanted wanted = new Wanted(q, status, state, unit, owner, sort, after);
        return transactions.read(actor.organization(), () -> {
            Register.Found found = register.find(actor.organization(), query(actor, wanted, ROWS + 1));
            return pages.show("evaluation/register.jte", page(actor, wanted, found.lines(), found.counts()));
        });
    }

    /** The register as filtered, in the reader's number and date formats, with every cell safe in a spreadsheet. */
    @GetMapping("/objectives.csv")
    @Requires(Permission.OBJECTIVES_READ)
    void export(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String sort,
            HttpServletResponse response)
            throws IOException {
        Wanted wanted = new Wanted(q, status, state, unit, owner, sort, "");
        List<Register.Line> found = transactions.read(
                actor.organization(), () -> register.page(actor.organization(), query(actor, wanted, EXPORT)));
        Texts texts = actor.reader().texts();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"objectives.csv\"");
        response.setHeader("Cache-Control", "no-store");
        try (EscapedCsv csv = new EscapedCsv(response.getOutputStream(), EscapedCsv.Layout.of(texts.locale(), true))) {
            csv.text(texts.text("list.reference"))
                    .text(texts.text("objective.field.title"))
                    .text(texts.text("unit.one"))
                    .text(texts.text("objective.owner"))
                    .text(texts.text("register.state"))
                    .text(texts.text("standing.title"))
                    .text(texts.text("target.due"))
                    .endRow();
            for (Register.Line line : found) {
                csv.text(line.reference())
                        .text(line.title())
                        .text(line.unit())
                        .text(line.owner())
                        .text(texts.choice("objective.state", state(line, today(actor))))
                        .text(line.status().isEmpty() ? "" : texts.choice("status", line.status()));
                if (line.due().isPresent()) csv.date(line.due().get());
                else csv.empty();
                csv.endRow();
            }
        }
    }

    private static Register.Query query(Actor actor, Wanted wanted, int limit) {
        boolean descending = wanted.sort().startsWith("-");
        String code = descending ? wanted.sort().substring(1) : wanted.sort();
        Register.Sort sort = java.util.Arrays.stream(Register.Sort.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElse(Register.Sort.REFERENCE);
        String q = wanted.q().length() > 200 ? wanted.q().substring(0, 200) : wanted.q();
        return new Register.Query(
                actor.reach().getOrDefault(Permission.OBJECTIVES_READ, Set.of()),
                actor.reach().getOrDefault(Permission.CONFORMANCE_READ, Set.of()),
                q,
                wanted.status(),
                wanted.state(),
                Ids.parse(wanted.unit()),
                Ids.parse(wanted.owner()),
                sort,
                descending,
                key(wanted.after()),
                limit);
    }

    private RegisterPage page(Actor actor, Wanted wanted, List<Register.Line> found, Map<String, Integer> counts) {
        Texts texts = actor.reader().texts();
        List<StatusChip> chips = new ArrayList<>();
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        chips.add(new StatusChip(
                wanted.with("status", ""),
                "",
                texts.text("register.all"),
                total,
                wanted.status().isEmpty()));
        for (Status status : Status.values())
            if (counts.containsKey(status.code()))
                chips.add(new StatusChip(
                        wanted.with("status", status.code()),
                        status.code(),
                        texts.choice("status", status.code()),
                        counts.get(status.code()),
                        wanted.status().equals(status.code())));
        List<Register.Line> shown = found.subList(0, Math.min(ROWS, found.size()));
        String csv = wanted.with("", "").replaceFirst("/objectives", "/objectives.csv");
        return new RegisterPage(
                chips,
                wanted.q(),
                wanted.unit(),
                wanted.owner(),
                wanted.state(),
                units.tree(actor.organization()).stream()
                        .map(unit -> new Option(unit.id().toString(), "\u2003".repeat(unit.depth()) + unit.name()))
                        .toList(),
                persons.names(actor.organization()).stream()
                        .filter(PersonName::active)
                        .map(person -> new Option(person.id().toString(), person.name()))
                        .toList(),
                STATES.stream()
                        .map(state -> new Option(state, texts.choice("objective.state", state)))
                        .toList(),
                columns(texts, wanted),
                shown.stream().map(line -> line(actor, line)).toList(),
                total,
                found.size() > ROWS
                        ? wanted.with("after", cursor(shown.getLast().key()))
                        : "",
                csv,
                wanted.filters(),
                actor.may(Permission.OBJECTIVES_WRITE));
    }

    private static List<Column> columns(Texts texts, Wanted wanted) {
        return List.of(
                column(texts.text("list.reference"), "reference", wanted),
                column(texts.text("objective.one"), "title", wanted),
                column(texts.text("standing.title"), "status", wanted),
                column(texts.text("objective.owner"), "owner", wanted),
                column(texts.text("target.due"), "due", wanted));
    }

    private static Column column(String label, String code, Wanted wanted) {
        String current = wanted.sort().isEmpty() ? "reference" : wanted.sort();
        boolean ascending = current.equals(code);
        String sorted = ascending ? "ascending" : current.equals("-" + code) ? "descending" : "";
        return new Column(label, wanted.with("sort", ascending ? "-" + code : code), sorted, false);
    }

    private RegisterLine line(Actor actor, Register.Line line) {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        LocalDate today = today(actor);
        boolean open = line.stage().equals("approved");
        long days = line.due().map(due -> ChronoUnit.DAYS.between(today, due)).orElse(0L);
        boolean late = open && line.due().isPresent() && days < 0;
        String note = line.due().isEmpty() || !open
                ? ""
                : late ? texts.text("register.days-late", -days) : texts.text("register.in-days", days);
        return new RegisterLine(
                line.reference(),
                "/objectives/" + line.id(),
                line.title(),
                line.unit(),
                line.status(),
                line.status().isEmpty() ? "" : texts.choice("status", line.status()),
                texts.choice("objective.state", state(line, today)),
                "",
                "",
                line.owner(),
                line.due().map(formats::date).orElse("–"),
                note,
                late);
    }

    private static String state(Register.Line line, LocalDate today) {
        boolean begun = line.starts().map(start -> !today.isBefore(start)).orElse(true);
        return line.stage().equals("approved") && begun ? "in-force" : line.stage();
    }

    private LocalDate today(Actor actor) {
        return clock.instant().atZone(actor.organizationZone()).toLocalDate();
    }

    private static String cursor(Register.Key key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((key.id() + key.value()).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Register.Key> key(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.length() < 36) return Optional.empty();
            Optional<UUID> id = Ids.parse(text.substring(0, 36));
            return id.map(one -> new Register.Key(text.substring(36), one));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
