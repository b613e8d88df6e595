package sextant.objectives.web;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import sextant.measurement.Codes;
import sextant.measurement.Kpi;
import sextant.measurement.Kpis;
import sextant.objectives.HigherObjectives;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.objectives.TargetKind;
import sextant.objectives.WriteObjective;
import sextant.objectives.web.ObjectiveViews.FormPage;
import sextant.objectives.web.ObjectiveViews.ObjectiveForm;
import sextant.objectives.web.ObjectiveViews.TargetForm;
import sextant.people.Actor;
import sextant.people.Choices;
import sextant.people.Permission;
import sextant.people.RecordHistory;
import sextant.people.Requires;
import sextant.platform.Ids;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Notice;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;
import sextant.platform.web.Parsed;

/** The form of an objective: a new one, its draft, or a new draft beside the version in force. */
@Controller
class ObjectiveFormPages {
    /** A longer list nobody looks through; any number can be typed. */
    private static final int SUGGESTED = 300;

    private final Pages pages;
    private final Transactions transactions;
    private final Choices choices;
    private final Objectives objectives;
    private final HigherObjectives higher;
    private final Kpis kpis;
    private final WriteObjective write;
    private final RecordHistory history;
    private final Ids ids;

    ObjectiveFormPages(
            Pages pages,
            Transactions transactions,
            Choices choices,
            Objectives objectives,
            HigherObjectives higher,
            Kpis kpis,
            WriteObjective write,
            RecordHistory history,
            Ids ids) {
        this.pages = pages;
        this.transactions = transactions;
        this.choices = choices;
        this.objectives = objectives;
        this.higher = higher;
        this.kpis = kpis;
        this.write = write;
        this.history = history;
        this.ids = ids;
    }

    @GetMapping("/objectives/new")
    @Requires(Permission.OBJECTIVES_WRITE)
    View create(Actor actor) {
        String reference =
                transactions.read(actor.organization(), () -> objectives.nextReference(actor.organization()));
        ObjectiveForm form = new ObjectiveForm(
                reference,
                "",
                "",
                "",
                "",
                "",
                actor.person().toString(),
                List.of(),
                "",
                "",
                "",
                "",
                "",
                "",
                List.of(),
                "",
                "0",
                "0");
        return show(actor, null, form, Errors.NONE, HttpStatus.OK);
    }

    @PostMapping("/objectives/new")
    @Requires(Permission.OBJECTIVES_WRITE)
    View add(Actor actor, ObjectiveForm given) {
        ObjectiveForm form = given.closedUp();
        Checks checks = Checks.typedBy(actor.reader().formats());
        String reference = checks.required("reference", form.reference(), 40);
        return switch (ObjectiveForms.content(checks, resolved(actor, checks, form), ids::next)) {
            case Parsed.Invalid<ObjectiveContent> invalid -> refused(actor, null, form, invalid.problems());
            case Parsed.Valid<ObjectiveContent> valid ->
                saved(actor, null, form, write.create(actor, reference, valid.value()));
        };
    }

    @GetMapping("/objectives/{id}/edit")
    @Requires(Permission.OBJECTIVES_WRITE)
    View edit(Actor actor, @PathVariable ObjectiveId id) {
        Objective objective = transactions.read(actor.organization(), () -> objectives.get(actor.organization(), id));
        ObjectiveForm form = ObjectiveForms.form(
                        objective, objective.latest(), actor.reader().formats()::fieldNumber)
                .serving(numberOf(actor, objective.latest().content().serves()));
        return show(actor, objective, form, Errors.NONE, HttpStatus.OK);
    }

    @PostMapping("/objectives/{id}/edit")
    @Requires(Permission.OBJECTIVES_WRITE)
    View change(Actor actor, @PathVariable ObjectiveId id, ObjectiveForm given) {
        ObjectiveForm form = given.closedUp();
        Objective objective = transactions.read(actor.organization(), () -> objectives.get(actor.organization(), id));
        Checks checks = Checks.typedBy(actor.reader().formats());
        String reason = checks.optional("reason", form.reason(), 2000);
        return switch (ObjectiveForms.content(
                checks, resolved(actor, checks, form), ObjectiveForms.targets(objective), ids::next)) {
            case Parsed.Invalid<ObjectiveContent> invalid -> refused(actor, objective, form, invalid.problems());
            case Parsed.Valid<ObjectiveContent> valid -> {
                try {
                    yield saved(
                            actor,
                            objective,
                            form,
                            write.edit(
                                    actor,
                                    id,
                                    ObjectiveForms.number(form.number()),
                                    ObjectiveForms.number(form.revision()),
                                    valid.value(),
                                    reason));
                } catch (Stale stale) {
                    yield overtaken(actor, id, form);
                }
            }
        };
    }

    /** People name what it serves by its number, as it stands in the form. */
    private String numberOf(Actor actor, Optional<ObjectiveId> serves) {
        return serves.map(id -> transactions
                        .read(actor.organization(), () -> objectives.get(actor.organization(), id))
                        .reference())
                .orElse("");
    }

    /** With the id in the place of the number that was typed; without it when there is none, which the checks then hold. */
    private ObjectiveForm resolved(Actor actor, Checks checks, ObjectiveForm form) {
        String typed = checks.optional("serves", form.serves(), 60);
        if (typed.isEmpty()) return form;
        Optional<ObjectiveId> id =
                transactions.read(actor.organization(), () -> higher.byReference(actor.organization(), typed));
        if (id.isEmpty()) checks.reject("serves", "serves-unknown");
        return form.serving(id.map(ObjectiveId::toString).orElse(""));
    }

    private View saved(Actor actor, @Nullable Objective objective, ObjectiveForm form, WriteObjective.Result result) {
        return switch (result) {
            case WriteObjective.Result.Saved done ->
                pages.redirect(
                        "/objectives/" + done.objective() + "?version=draft",
                        Notice.done("objective-saved", String.valueOf(done.number())));
            case WriteObjective.Result.ReferenceTaken taken ->
                refused(actor, objective, form, List.of(FieldProblem.of("reference", "reference-taken")));
            case WriteObjective.Result.NoSuchOwner stranger ->
                refused(actor, objective, form, List.of(FieldProblem.of("owner", "no-such-person")));
            case WriteObjective.Result.NoSuchTeam stranger ->
                refused(actor, objective, form, List.of(FieldProblem.of("teams", "no-such-team")));
            case WriteObjective.Result.NoSuchObjective missing ->
                refused(actor, objective, form, List.of(FieldProblem.of("serves", "serves-unknown")));
            case WriteObjective.Result.NotAbove elsewhere ->
                refused(actor, objective, form, List.of(FieldProblem.of("serves", "serves-not-above")));
            case WriteObjective.Result.NoSuchKpi missing ->
                refused(actor, objective, form, List.of(FieldProblem.of("targets[0].kpi", "no-such-kpi")));
            case WriteObjective.Result.Ended ended ->
                refused(actor, objective, form, List.of(FieldProblem.of("title", "objective-ended")));
        };
    }

    /** With what others changed since the form was read: in the version that was read, or in a newer one. */
    private View overtaken(Actor actor, ObjectiveId id, ObjectiveForm form) {
        return transactions.read(actor.organization(), () -> {
            Objective now = objectives.get(actor.organization(), id);
            Objective.Version newest = now.latest();
            boolean same = newest.number() == ObjectiveForms.number(form.number());
            int read = same ? ObjectiveForms.number(form.revision()) : 0;
            return show(
                    actor,
                    now,
                    form.over(newest.number(), newest.revision()),
                    Errors.stale("title", history.since(actor, newest.record(), read)),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        });
    }

    private View refused(Actor actor, @Nullable Objective objective, ObjectiveForm form, List<FieldProblem> problems) {
        return show(actor, objective, form, new Errors(problems), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private View show(
            Actor actor, @Nullable Objective objective, ObjectiveForm form, Errors errors, HttpStatus status) {
        Texts texts = actor.reader().texts();
        List<TargetForm> rows = form.targets() == null ? List.of() : form.targets();
        return transactions.read(
                actor.organization(),
                () -> pages.show(
                        "objectives/form.jte",
                        new FormPage(
                                objective == null ? null : objective.id(),
                                objective == null
                                        ? texts.text("objective.new")
                                        : texts.text("objective.edit", objective.reference()),
                                lead(texts, objective),
                                form,
                                rows.isEmpty() ? List.of(ObjectiveForms.emptyTarget()) : rows,
                                choices.units(actor, Permission.OBJECTIVES_WRITE),
                                higher.suggestions(actor, SUGGESTED).stream()
                                        .map(one -> new Option(one.reference(), one.title() + " · " + one.unit()))
                                        .toList(),
                                choices.persons(actor, Collections.singletonList(form.owner())),
                                choices.teams(actor),
                                kpis.all(actor.organization()).stream()
                                        .filter(kpi -> !kpi.retired())
                                        .map(kpi -> new Option(kpi.id().toString(), kpiName(texts, kpi)))
                                        .toList(),
                                List.of(TargetKind.values()).stream()
                                        .map(kind -> new Option(kind.code(), texts.choice("target.kind", kind.code())))
                                        .toList(),
                                errors),
                        status));
    }

    private static String lead(Texts texts, @Nullable Objective objective) {
        if (objective == null) return texts.text("objective.new.lead");
        return objective.latest().stage().isOpen()
                ? texts.text("objective.edit.draft", objective.latest().number())
                : texts.text(
                        "objective.edit.beside",
                        objective.latest().number(),
                        objective.latest().number() + 1);
    }

    private static String kpiName(Texts texts, Kpi kpi) {
        return kpi.definition().reference() + " " + kpi.definition().name() + " ("
                + kpi.definition().unitOfMeasure() + ", "
                + texts.choice("kpi.direction", Codes.of(kpi.definition().direction())) + ")";
    }
}
