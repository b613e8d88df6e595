package sextant.home.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import sextant.evaluation.rule.Status;
import sextant.home.web.StartViews.DesignPage;
import sextant.home.web.StartViews.StatusCount;
import sextant.people.Actor;
import sextant.people.OpenTo;
import sextant.platform.charts.StatusBar;
import sextant.platform.language.Texts;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;

/** The design system on one page, made of the components themselves, so that it cannot say what they do not do. */
@Controller
class DesignPages {
    private static final List<String> COLOURS = List.of(
            "paper", "sheet", "buff", "ink", "ink-2", "ink-3", "rule", "rule-2", "brass", "brass-wash", "focus");
    private static final List<String> SPACES = List.of("s1", "s2", "s3", "s4", "s5", "s6", "s7");

    private final Pages pages;

    DesignPages(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/design")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = "it shows components and no record")
    View design(Actor actor) {
        Texts texts = actor.reader().texts();
        List<StatusCount> statuses = new ArrayList<>();
        for (Status status : Status.values())
            statuses.add(new StatusCount(
                    status.code(), texts.choice("status", status.code()), status.ordinal() + 1, "/design"));
        return pages.show(
                "home/design.jte",
                new DesignPage(
                        COLOURS,
                        SPACES,
                        statuses,
                        StatusBar.of(
                                statuses.stream()
                                        .map(one -> new StatusBar.Share(one.status(), one.count()))
                                        .toList(),
                                texts.text("start.by-status")),
                        Stream.of(Status.values())
                                .map(status -> new Option(status.code(), texts.choice("status", status.code())))
                                .toList(),
                        new Errors(List.of(FieldProblem.of("wrong", "required")))));
    }
}
