package sextant.home.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import sextant.evaluation.Register;
import sextant.evaluation.rule.Status;
import sextant.home.Duty;
import sextant.home.Start;
import sextant.home.Start.Overview;
import sextant.home.StatusChange;
import sextant.home.web.StartViews.ChangeLine;
import sextant.home.web.StartViews.DutyLine;
import sextant.home.web.StartViews.StartPage;
import sextant.home.web.StartViews.StatusCount;
import sextant.home.web.StartViews.Step;
import sextant.home.web.StartViews.WorstLine;
import sextant.people.Actor;
import sextant.people.OpenTo;
import sextant.people.Permission;
import sextant.platform.charts.StatusBar;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.NavigationEntry;
import sextant.platform.web.Pages;

/** The start page: how the objectives stand, what waits for the reader, what changed. */
@Controller
class StartPages {
    private final Pages pages;
    private final Start start;

    StartPages(Pages pages, Start start) {
        this.pages = pages;
        this.start = start;
    }

    @Configuration
    static class Navigation {
        @Bean
        NavigationEntry startNavigation() {
            return NavigationEntry.forEverybody(10, "start", "/", "home", "h");
        }
    }

    @GetMapping("/")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = "everybody has a first page; it shows what each may see")
    View start(Actor actor) {
        Overview now = start.of(actor);
        Texts texts = actor.reader().texts();
        boolean reads = actor.may(Permission.OBJECTIVES_READ);
        List<StatusCount> counts = counts(texts, now);
        return pages.show(
                "home/start.jte",
                new StartPage(
                        actor.reader().formats().date(now.today()),
                        reads,
                        now.inForce(),
                        StatusBar.of(
                                counts.stream()
                                        .map(one -> new StatusBar.Share(one.status(), one.count()))
                                        .toList(),
                                texts.text("start.bar", now.inForce())),
                        counts,
                        now.duties().stream()
                                .map(duty -> line(actor, duty, now.today()))
                                .toList(),
                        now.worst().stream().map(line -> worst(actor, line)).toList(),
                        now.changes().stream()
                                .map(change -> line(actor, change))
                                .toList(),
                        reads && !now.isEmpty() ? List.of() : steps(actor)));
    }

    private static List<StatusCount> counts(Texts texts, Overview now) {
        List<StatusCount> counts = new ArrayList<>();
        for (Status status : Status.values()) {
            Integer count = now.standing().get(status.code());
            if (count != null)
                counts.add(new StatusCount(
                        status.code(),
                        texts.choice("status", status.code()),
                        count,
                        "/objectives?state=in-force&status=" + status.code()));
        }
        return counts;
    }

    private static DutyLine line(Actor actor, Duty duty, LocalDate today) {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        boolean steers = duty.kind() == Duty.Kind.STEER;
        // The period's start is when a decision is wanted, and its end when the closing is; both are said with the
        // date.
        Optional<Long> days = duty.due().map(due -> ChronoUnit.DAYS.between(today, due));
        String note = days.map(left -> left < 0
                        ? texts.text("start.days-late", -left)
                        : left == 0 ? texts.text("start.today") : texts.text("start.in-days", left))
                .orElse("");
        return new DutyLine(
                duty.link(),
                duty.title(),
                duty.reference(),
                texts.choice("duty", duty.kind().code()),
                detail(texts, duty),
                steers ? duty.detail() : "",
                steers ? texts.choice("status", duty.detail()) : "",
                duty.due().map(formats::date).orElse(""),
                note,
                duty.isLate(today));
    }

    private static String detail(Texts texts, Duty duty) {
        return switch (duty.kind()) {
            case STEER -> "";
            case APPROVE_EDITION -> texts.text("edition.numbered", duty.detail());
            default -> duty.detail();
        };
    }

    private static WorstLine worst(Actor actor, Register.Line line) {
        return new WorstLine(
                "/objectives/" + line.id(),
                line.title(),
                line.reference(),
                line.status(),
                actor.reader().texts().choice("status", line.status()),
                line.owner(),
                line.due().map(actor.reader().formats()::date).orElse(""));
    }

    private static ChangeLine line(Actor actor, StatusChange change) {
        Texts texts = actor.reader().texts();
        return new ChangeLine(
                "/objectives/" + change.objective(),
                change.title(),
                change.reference(),
                change.from().orElse(""),
                change.from().map(code -> texts.choice("status", code)).orElse(""),
                change.to(),
                texts.choice("status", change.to()),
                actor.reader().formats().day(change.at()));
    }

    /** Where a new organization begins; each for those who may do it. */
    private static List<Step> steps(Actor actor) {
        Texts texts = actor.reader().texts();
        List<Step> steps = new ArrayList<>();
        if (actor.may(Permission.UNITS_MANAGE))
            steps.add(
                    new Step("/people/units/new", texts.text("start.step.units"), texts.text("start.step.units.why")));
        if (actor.may(Permission.PERSONS_MANAGE))
            steps.add(new Step(
                    "/people/persons/new", texts.text("start.step.persons"), texts.text("start.step.persons.why")));
        if (actor.may(Permission.OBJECTIVES_WRITE))
            steps.add(new Step(
                    "/objectives/templates",
                    texts.text("start.step.objective"),
                    texts.text("start.step.objective.why")));
        if (actor.may(Permission.MEASUREMENTS_RECORD))
            steps.add(new Step("/kpis", texts.text("start.step.measure"), texts.text("start.step.measure.why")));
        return steps;
    }
}
