package sextant.conformance.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.conformance.AcceptGap;
import sextant.conformance.Conformance;
import sextant.conformance.Conformance.State;
import sextant.conformance.Conformance.Verdict;
import sextant.conformance.FindingWords;
import sextant.conformance.web.ConformanceViews.AcceptanceForm;
import sextant.conformance.web.ConformanceViews.AcceptancePage;
import sextant.conformance.web.ConformanceViews.Cell;
import sextant.conformance.web.ConformanceViews.Line;
import sextant.conformance.web.ConformanceViews.PanelPage;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectivePanel;
import sextant.objectives.Objectives;
import sextant.objectives.Requirement;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Asked;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Notice;
import sextant.platform.web.Pages;
import sextant.platform.web.Panel;

/** One objective's letters with evidence and remedies, and accepted gaps. */
@Controller
class ConformancePages {
    static final Map<String, Requirement> LETTERS = Arrays.stream(Requirement.values())
            .collect(Collectors.toUnmodifiableMap(Requirement::code, Function.identity()));

    private final Pages pages;
    private final Transactions transactions;
    private final AsOf asOf;
    private final Objectives objectives;
    private final Conformance conformance;
    private final AcceptGap acceptGap;
    private final Clock clock;

    ConformancePages(
            Pages pages,
            Transactions transactions,
            AsOf asOf,
            Objectives objectives,
            Conformance conformance,
            AcceptGap acceptGap,
            Clock clock) {
        this.pages = pages;
        this.transactions = transactions;
        this.asOf = asOf;
        this.objectives = objectives;
        this.conformance = conformance;
        this.acceptGap = acceptGap;
        this.clock = clock;
    }

    @GetMapping("/objectives/{id}/conformance")
    @Requires(Permission.CONFORMANCE_READ)
    View objective(
            Actor actor, @PathVariable ObjectiveId id, @RequestParam(name = "asOf", defaultValue = "") String given) {
        Optional<Instant> moment = asOf.moment(actor, given);
        return transactions.read(actor.organization(), moment, () -> {
            Objective objective = seen(actor, id);
            List<Verdict> verdicts = conformance.of(actor, objective, Transactions.now(clock));
            boolean accepts = moment.isEmpty()
                    && actor.may(
                            Permission.GAPS_ACCEPT, objective.shown().content().unit());
            Texts texts = actor.reader().texts();
            FindingWords words = new FindingWords(actor.reader());
            List<Line> lines = verdicts.stream()
                    .map(one -> new Line(
                            one.requirement().code(),
                            texts.choice("requirement", one.requirement().code()),
                            one.state().code(),
                            texts.choice("conformance.state", one.state().code()),
                            words.text(one.finding()),
                            moment.isPresent() ? "" : FindingWords.link(one.finding()),
                            texts.text(one.state().isGap() ? "conformance.mend" : "conformance.evidence"),
                            one.accepted()
                                    .map(gap -> texts.text(
                                            "conformance.accepted-by",
                                            gap.acceptedByName(),
                                            actor.reader().formats().date(gap.until()),
                                            gap.reason()))
                                    .orElse(""),
                            accepts && one.state() == State.GAP,
                            accepts && one.state() == State.ACCEPTED))
                    .toList();
            return pages.show(
                    "conformance/objective.jte",
                    new ConformanceViews.ObjectivePage(
                            id.value(),
                            objective.reference(),
                            objective.shown().content().title(),
                            summary(texts, verdicts),
                            asOf.past(actor, moment),
                            lines));
        });
    }

    @GetMapping("/objectives/{id}/conformance/{letter}/acceptance")
    @Requires(Permission.GAPS_ACCEPT)
    View acceptance(Actor actor, @PathVariable ObjectiveId id, @PathVariable String letter) {
        return form(actor, id, requirement(letter), new AcceptanceForm("", ""), Errors.NONE);
    }

    @PostMapping("/objectives/{id}/conformance/{letter}/acceptance")
    @Requires(Permission.GAPS_ACCEPT)
    View accept(Actor actor, @PathVariable ObjectiveId id, @PathVariable String letter, AcceptanceForm form) {
        Requirement requirement = requirement(letter);
        Checks checks = Checks.ofRequest();
        String reason = checks.required("reason", form.reason(), 2000);
        Optional<LocalDate> until = checks.date("until", form.until());
        if (until.isEmpty()
                && checks.problems().stream().noneMatch(one -> one.field().equals("until")))
            checks.reject("until", "required");
        if (!checks.problems().isEmpty()) return form(actor, id, requirement, form, new Errors(checks.problems()));
        return switch (acceptGap.accept(actor, id, requirement, reason, until.orElseThrow())) {
            case AcceptGap.Result.Accepted done ->
                pages.redirect("/objectives/" + id + "/conformance", Notice.done("gap-accepted", letter));
            case AcceptGap.Result.NoGap none ->
                pages.redirect("/objectives/" + id + "/conformance", Notice.refused("no-gap", letter));
            case AcceptGap.Result.UntilOutOfRange(var first, var last) ->
                form(
                        actor,
                        id,
                        requirement,
                        form,
                        new Errors(List.of(FieldProblem.of(
                                "until",
                                "date-range",
                                actor.reader().formats().date(first),
                                actor.reader().formats().date(last)))));
        };
    }

    @PostMapping("/objectives/{id}/conformance/{letter}/acceptance/end")
    @Requires(Permission.GAPS_ACCEPT)
    View end(Actor actor, @PathVariable ObjectiveId id, @PathVariable String letter) {
        acceptGap.end(actor, id, requirement(letter), "");
        return pages.redirect("/objectives/" + id + "/conformance", Notice.done("gap-acceptance-ended", letter));
    }

    private static List<Cell> cells(Texts texts, String asOf, ObjectiveId id, List<Verdict> verdicts) {
        return verdicts.stream()
                .map(one -> cell(texts, asOf, id, one.requirement(), one.state()))
                .toList();
    }

    static Cell cell(Texts texts, String asOf, ObjectiveId id, Requirement requirement, State state) {
        return new Cell(
                requirement.code(),
                state.code(),
                texts.choice("conformance.state", state.code()),
                Asked.asOf("/objectives/" + id + "/conformance", asOf) + "#letter-" + requirement.code());
    }

    static String summary(Texts texts, List<Verdict> verdicts) {
        long gaps = verdicts.stream().filter(one -> one.state().isGap()).count();
        long accepted =
                verdicts.stream().filter(one -> one.state() == State.ACCEPTED).count();
        return texts.text("conformance.summary", verdicts.size() - gaps, verdicts.size(), gaps, accepted);
    }

    private View form(Actor actor, ObjectiveId id, Requirement requirement, AcceptanceForm form, Errors errors) {
        return transactions.read(actor.organization(), () -> {
            Objective objective = seen(actor, id);
            Verdict verdict = conformance.of(actor, objective, clock.instant()).stream()
                    .filter(one -> one.requirement() == requirement)
                    .findFirst()
                    .orElseThrow(() -> new NotFound("requirement"));
            return pages.show(
                    "conformance/acceptance.jte",
                    new AcceptancePage(
                            id.value(),
                            objective.reference(),
                            objective.shown().content().title(),
                            requirement.code(),
                            actor.reader().texts().choice("requirement", requirement.code()),
                            new FindingWords(actor.reader()).text(verdict.finding()),
                            form,
                            errors),
                    errors.any() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
        });
    }

    private Objective seen(Actor actor, ObjectiveId id) {
        Objective objective = objectives.get(actor.organization(), id);
        if (!actor.may(Permission.CONFORMANCE_READ, objective.shown().content().unit()))
            throw new NotFound(Objectives.KIND);
        return objective;
    }

    private static Requirement requirement(String letter) {
        return Optional.ofNullable(LETTERS.get(letter)).orElseThrow(() -> new NotFound("requirement"));
    }

    /** The letters on an objective's own page. */
    @Component
    static class Letters implements ObjectivePanel {
        private final Conformance conformance;

        Letters(Conformance conformance) {
            this.conformance = conformance;
        }

        @Override
        public List<Panel> panels(
                Actor actor, Objective objective, Objective.Version version, Instant moment, boolean past) {
            boolean shows = version.number() == objective.shown().number()
                    && actor.may(Permission.CONFORMANCE_READ, version.content().unit());
            if (!shows) return List.of();
            List<Verdict> verdicts = conformance.of(actor, objective, moment);
            Texts texts = actor.reader().texts();
            return List.of(new Panel(
                    Panel.Place.ASIDE,
                    20,
                    "conformance/panel.jte",
                    new PanelPage(
                            objective.id().value(),
                            cells(texts, past ? moment.toString() : "", objective.id(), verdicts),
                            summary(texts, verdicts))));
        }
    }
}
