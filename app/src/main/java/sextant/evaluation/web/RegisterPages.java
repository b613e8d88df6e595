package sextant.evaluation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import sextant.evaluation.Register;
import sextant.evaluation.RegisterColumns;
import sextant.evaluation.rule.Status;
import sextant.evaluation.web.EvaluationViews.RegisterLine;
import sextant.evaluation.web.EvaluationViews.RegisterPage;
import sextant.evaluation.web.EvaluationViews.StatusChip;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Choices;
import sextant.people.Permission;
import sextant.people.RegisterFiles;
import sextant.people.Requires;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.Asked;
import sextant.platform.web.Exports;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;

/** The register of objectives: searched, filtered, sorted, paged by key, exported. */
@Controller
class RegisterPages {
    private static final int ROWS = 50;
    private static final int EXPORT = 100_000;
    private static final Map<String, Register.Sort> SORTS = Arrays.stream(Register.Sort.values())
            .collect(Collectors.toUnmodifiableMap(Register.Sort::code, sort -> sort));
    private static final List<String> STATES =
            List.of("in-force", "draft", "proposed", "achieved", "not-achieved", "withdrawn");

    private final Pages pages;
    private final Transactions transactions;
    private final AsOf asOf;
    private final Choices choices;
    private final Register register;
    private final RegisterFiles files;
    private final Clock clock;

    RegisterPages(
            Pages pages,
            Transactions transactions,
            AsOf asOf,
            Choices choices,
            Register register,
            RegisterFiles files,
            Clock clock) {
        this.pages = pages;
        this.transactions = transactions;
        this.asOf = asOf;
        this.choices = choices;
        this.register = register;
        this.files = files;
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
    View register(Actor actor, @RequestParam Map<String, String> parameters) {
        Asked asked = asked("/objectives", parameters);
        Optional<Instant> moment = asOf.moment(actor, asked.asOf());
        return transactions.read(actor.organization(), moment, () -> {
            Register.Found found = register.find(actor.organization(), query(actor, asked, ROWS + 1));
            return pages.show("evaluation/register.jte", page(actor, asked, moment, found.lines(), found.counts()));
        });
    }

    /** The register as filtered, in the reader's number and date formats, with every cell safe in a spreadsheet. */
    @GetMapping("/objectives.{form}")
    @Requires(Permission.OBJECTIVES_READ)
    void export(
            Actor actor,
            @PathVariable String form,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        Asked asked = asked("/objectives", parameters);
        LocalDate today = today(actor, asOf.moment(actor, asked.asOf()));
        files.send(
                actor,
                form,
                asked,
                response,
                sheet(actor, asked, today),
                moment -> register.page(actor.organization(), query(actor, asked, EXPORT)));
    }

    private RegisterFiles.Sheet<Register.Line> sheet(Actor actor, Asked asked, LocalDate today) {
        Texts texts = actor.reader().texts();
        return new RegisterFiles.Sheet<>(
                "objectives",
                texts.text("objectives.title"),
                List.of(
                        new RegisterFiles.Filter("q", texts.text("register.search"), List.of()),
                        new RegisterFiles.Filter("status", texts.text("standing.title"), statuses(texts)),
                        new RegisterFiles.Filter("unit", texts.text("unit.one"), choices.units(actor)),
                        new RegisterFiles.Filter("owner", texts.text("objective.owner"), owners(actor, asked)),
                        new RegisterFiles.Filter("state", texts.text("register.state"), states(texts))),
                RegisterColumns.of(texts, today));
    }

    private static String status(Texts texts, String code) {
        return code.isEmpty() ? "" : texts.choice("status", code);
    }

    private static List<Option> statuses(Texts texts) {
        return Arrays.stream(Status.values())
                .map(status -> new Option(status.code(), texts.choice("status", status.code())))
                .toList();
    }

    private List<Option> owners(Actor actor, Asked asked) {
        return choices.persons(actor, List.of(asked.text("owner")));
    }

    private static List<Option> states(Texts texts) {
        return STATES.stream()
                .map(state -> new Option(state, texts.choice("objective.state", state)))
                .toList();
    }

    private static Asked asked(String path, Map<String, String> parameters) {
        return Asked.of(path, parameters, "q", "status", "state", "unit", "owner");
    }

    private static Register.Query query(Actor actor, Asked asked, int limit) {
        return new Register.Query(
                actor.reach().getOrDefault(Permission.OBJECTIVES_READ, Set.of()),
                actor.reach().getOrDefault(Permission.CONFORMANCE_READ, Set.of()),
                asked.text("q"),
                asked.text("status"),
                asked.text("state"),
                asked.id("unit"),
                asked.id("owner"),
                SORTS.getOrDefault(asked.sort(), Register.Sort.REFERENCE),
                asked.descending(),
                asked.after(),
                limit);
    }

    private RegisterPage page(
            Actor actor,
            Asked asked,
            Optional<Instant> moment,
            List<Register.Line> found,
            Map<String, Integer> counts) {
        Texts texts = actor.reader().texts();
        List<StatusChip> chips = new ArrayList<>();
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        chips.add(new StatusChip(
                asked.with("status", ""),
                "",
                texts.text("register.all"),
                total,
                asked.text("status").isEmpty()));
        for (Status status : Status.values())
            if (counts.containsKey(status.code()))
                chips.add(new StatusChip(
                        asked.with("status", status.code()),
                        status.code(),
                        texts.choice("status", status.code()),
                        counts.get(status.code()),
                        asked.text("status").equals(status.code())));
        List<Register.Line> shown = found.subList(0, Math.min(ROWS, found.size()));
        return new RegisterPage(
                chips,
                asked,
                choices.units(actor),
                owners(actor, asked),
                states(texts),
                columns(texts, asked),
                shown.stream().map(line -> line(actor, asked, moment, line)).toList(),
                total,
                found.size() > ROWS ? asked.next(shown.getLast().key()) : "",
                Exports.of(asked, "/objectives"),
                asOf.past(actor, moment),
                moment.isEmpty() && actor.may(Permission.OBJECTIVES_WRITE));
    }

    private static List<Asked.Column> columns(Texts texts, Asked asked) {
        return List.of(
                asked.column(texts.text("list.reference"), "reference", "reference"),
                asked.column(texts.text("objective.one"), "title", "reference"),
                asked.column(texts.text("standing.title"), "status", "reference"),
                asked.column(texts.text("objective.owner"), "owner", "reference"),
                asked.column(texts.text("target.due"), "due", "reference"));
    }

    private RegisterLine line(Actor actor, Asked asked, Optional<Instant> moment, Register.Line line) {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        LocalDate today = today(actor, moment);
        boolean open = line.stage().equals("approved");
        long days = line.due().map(due -> ChronoUnit.DAYS.between(today, due)).orElse(0L);
        boolean late = open && line.due().isPresent() && days < 0;
        String note = line.due().isEmpty() || !open
                ? ""
                : late ? texts.text("register.days-late", -days) : texts.text("register.in-days", days);
        return new RegisterLine(
                line.reference(),
                asked.record("/objectives/" + line.id()),
                line.title(),
                line.unit(),
                line.status(),
                status(texts, line.status()),
                texts.choice("objective.state", line.state(today)),
                "",
                "",
                line.owner(),
                line.due().map(formats::date).orElse("–"),
                note,
                late);
    }

    private LocalDate today(Actor actor, Optional<Instant> moment) {
        return moment.orElseGet(clock::instant).atZone(actor.organizationZone()).toLocalDate();
    }
}
