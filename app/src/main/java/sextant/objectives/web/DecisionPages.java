package sextant.objectives.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.approval.ApprovableContent;
import sextant.ledger.Hash;
import sextant.ledger.Malformed;
import sextant.objectives.ApprovalResult;
import sextant.objectives.DecideOnObjective;
import sextant.objectives.EditWording;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectivePanel;
import sextant.objectives.Objectives;
import sextant.objectives.Smart;
import sextant.objectives.Stage;
import sextant.objectives.web.ObjectiveViews.ApprovalPage;
import sextant.objectives.web.ObjectiveViews.ContentLine;
import sextant.objectives.web.ObjectiveViews.EndPage;
import sextant.objectives.web.ObjectiveViews.SmartLine;
import sextant.objectives.web.ObjectiveViews.WordingPage;
import sextant.people.Actor;
import sextant.people.Organizations;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Notice;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;
import sextant.platform.web.Panel;

/** Deciding on a proposal, ending an objective, and editorial changes. */
@Controller
class DecisionPages {
    private final Pages pages;
    private final Transactions transactions;
    private final Objectives objectives;
    private final Organizations organizations;
    private final DecideOnObjective decide;
    private final EditWording wording;
    private final ObjectiveWords words;
    private final List<ObjectivePanel> panels;
    private final Clock clock;

    DecisionPages(
            Pages pages,
            Transactions transactions,
            Objectives objectives,
            Organizations organizations,
            DecideOnObjective decide,
            EditWording wording,
            ObjectiveWords words,
            List<ObjectivePanel> panels,
            Clock clock) {
        this.pages = pages;
        this.transactions = transactions;
        this.objectives = objectives;
        this.organizations = organizations;
        this.decide = decide;
        this.wording = wording;
        this.words = words;
        this.panels = panels;
        this.clock = clock;
    }

    @GetMapping("/objectives/{id}/approval")
    @Requires(Permission.OBJECTIVES_APPROVE)
    View approval(Actor actor, @PathVariable ObjectiveId id) {
        return show(actor, id, "", "approve", Errors.NONE);
    }

    @PostMapping("/objectives/{id}/approval")
    @Requires(Permission.OBJECTIVES_APPROVE)
    View decide(
            Actor actor,
            @PathVariable ObjectiveId id,
            @RequestParam(defaultValue = "") String content,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String findings) {
        Checks checks = Checks.ofRequest();
        String comment = checks.required("findings", findings, 4000);
        Optional<Boolean> approves =
                checks.requiredChoice("decision", decision, Map.of("approve", true, "return", false));
        if (!checks.problems().isEmpty()) return show(actor, id, findings, decision, new Errors(checks.problems()));
        Hash seen;
        try {
            seen = Hash.fromHex(content);
        } catch (Malformed notAHash) {
            return changed(actor, id, findings, decision);
        }
        ApprovalResult result = approves.orElseThrow()
                ? decide.approve(actor, id, seen, comment, Map.of())
                : decide.returned(actor, id, seen, comment, Map.of());
        return switch (result) {
            case ApprovalResult.Approved approved ->
                pages.redirect(
                        "/objectives/" + id,
                        Notice.done(
                                approved.afterPeriod() ? "approved-after-period" : "approved",
                                String.valueOf(approved.number())));
            case ApprovalResult.Returned returned ->
                pages.redirect("/objectives/" + id + "?version=draft", Notice.done("returned"));
            case ApprovalResult.ApproverIsWriter writer -> refused(actor, id, findings, decision, "approver-is-writer");
            case ApprovalResult.ApproverIsOwner owner -> refused(actor, id, findings, decision, "approver-is-owner");
            case ApprovalResult.ContentChanged now -> changed(actor, id, findings, decision);
            case ApprovalResult.NotProposed none -> pages.redirect("/objectives/" + id, Notice.refused("not-proposed"));
        };
    }

    @GetMapping("/objectives/{id}/end")
    @Requires(Permission.OBJECTIVES_CLOSE)
    View ending(Actor actor, @PathVariable ObjectiveId id) {
        return end(actor, id, "", "", Errors.NONE);
    }

    @PostMapping("/objectives/{id}/end")
    @Requires(Permission.OBJECTIVES_CLOSE)
    View end(
            Actor actor,
            @PathVariable ObjectiveId id,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String conclusion) {
        Checks checks = Checks.ofRequest();
        Optional<Stage> stage = checks.requiredChoice(
                "outcome",
                outcome,
                Map.of("achieved", Stage.ACHIEVED, "not-achieved", Stage.NOT_ACHIEVED, "withdrawn", Stage.WITHDRAWN));
        String text = checks.required("conclusion", conclusion, 4000);
        if (!checks.problems().isEmpty()) return end(actor, id, outcome, conclusion, new Errors(checks.problems()));
        try {
            if (!decide.end(actor, id, version, stage.orElseThrow(), text))
                return end(
                        actor, id, outcome, conclusion, new Errors(List.of(FieldProblem.of("outcome", "cannot-end"))));
        } catch (Stale stale) {
            return end(actor, id, outcome, conclusion, new Errors(List.of(FieldProblem.of("outcome", "stale"))));
        }
        return pages.redirect("/objectives/" + id, Notice.done("ended"));
    }

    @GetMapping("/objectives/{id}/wording")
    @Requires(Permission.OBJECTIVES_WRITE)
    View wording(Actor actor, @PathVariable ObjectiveId id) {
        return wording(actor, id, "title", null, "", Errors.NONE);
    }

    @PostMapping("/objectives/{id}/wording")
    @Requires(Permission.OBJECTIVES_WRITE)
    View reword(
            Actor actor,
            @PathVariable ObjectiveId id,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String reason) {
        Checks checks = Checks.ofRequest();
        Optional<String> chosen = checks.requiredChoice("field", field, EditWording.FIELDS);
        String wanted =
                checks.required("text", text, chosen.filter("title"::equals).isPresent() ? 200 : 4000);
        String why = checks.required("reason", reason, 2000);
        if (!checks.problems().isEmpty()) return wording(actor, id, field, text, reason, new Errors(checks.problems()));
        return switch (wording.make(actor, id, chosen.orElseThrow(), wanted, why)) {
            case EditWording.Result.Made made -> pages.redirect("/objectives/" + id, Notice.done("wording-made"));
            case EditWording.Result.SameWording same ->
                wording(actor, id, field, text, reason, new Errors(List.of(FieldProblem.of("text", "same-wording"))));
            default -> pages.redirect("/objectives/" + id, Notice.refused("wording-not-possible"));
        };
    }

    @PostMapping("/objectives/{id}/wording/{change}")
    @Requires(Permission.OBJECTIVES_READ)
    View decideWording(
            Actor actor,
            @PathVariable ObjectiveId id,
            @PathVariable String change,
            @RequestParam(defaultValue = "false") boolean confirm) {
        UUID changeId = Ids.parse(change).orElseThrow(() -> new NotFound("editorial change"));
        Notice notice = switch (wording.decide(actor, id, changeId, confirm)) {
            case EditWording.Result.Confirmed done -> Notice.done("wording-confirmed");
            case EditWording.Result.Refused done -> Notice.done("wording-refused");
            case EditWording.Result.NeedsSecondPerson no -> Notice.refused("wording-second-person");
            case EditWording.Result.TextChanged no -> Notice.refused("wording-text-changed");
            case EditWording.Result.Made made -> Notice.done("wording-made");
            case EditWording.Result.NotApproved no -> Notice.refused("wording-not-possible");
            case EditWording.Result.SameWording no -> Notice.refused("wording-not-possible");
        };
        return pages.redirect("/objectives/" + id, notice);
    }

    private View changed(Actor actor, ObjectiveId id, String findings, String decision) {
        return refused(actor, id, findings, decision, "content-changed");
    }

    private View refused(Actor actor, ObjectiveId id, String findings, String decision, String code) {
        return show(actor, id, findings, decision, new Errors(List.of(FieldProblem.of("decision", code))));
    }

    private View show(Actor actor, ObjectiveId id, String findings, String decision, Errors errors) {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        return transactions.read(actor.organization(), () -> {
            Objective objective = objectives.get(actor.organization(), id);
            Objective.Version proposal = objective.latest();
            if (proposal.stage() != Stage.PROPOSED)
                return pages.redirect("/objectives/" + id, Notice.refused("not-proposed"));
            var names = words.names(actor, proposal.content());
            ApprovableContent content = decide.contentOf(actor.organization(), objective, proposal);
            boolean ownersMay = organizations.get(actor.organization()).ownerApproval();
            String objection = ApprovalResult.objection(
                            actor.person(),
                            proposal.writers(),
                            proposal.content().owner(),
                            ownersMay)
                    .map(one -> texts.text(
                            one instanceof ApprovalResult.ApproverIsWriter
                                    ? "problem.approver-is-writer"
                                    : "problem.approver-is-owner"))
                    .orElse("");
            LocalDate today = clock.instant().atZone(actor.organizationZone()).toLocalDate();
            List<ContentLine> lines = new ArrayList<>();
            for (ApprovableContent.Item item : content.items())
                lines.add(new ContentLine(
                        texts.choice("record", item.record().kind())
                                + names.kpis().entrySet().stream()
                                        .filter(kpi -> kpi.getKey()
                                                .value()
                                                .equals(item.record().id()))
                                        .map(kpi -> " "
                                                + kpi.getValue().definition().name())
                                        .findFirst()
                                        .orElse(""),
                        item.revision(),
                        item.hash().hex().substring(0, 16)));
            Map<String, Smart.Finding> smart = new LinkedHashMap<>();
            Smart.check(proposal.content(), names.kpis())
                    .forEach(one -> smart.put(one.letter().code(), one));
            List<Panel> contributed = panels.stream()
                    .flatMap(panel -> panel.panels(actor, objective, proposal, clock.instant(), true).stream())
                    .filter(panel -> panel.place() == Panel.Place.MAIN)
                    .toList();
            return pages.show(
                    "objectives/approval.jte",
                    new ApprovalPage(
                            id,
                            objective.reference(),
                            proposal.content().title(),
                            proposal.number(),
                            texts.text(
                                    "approval.proposed",
                                    proposal.proposedBy().map(names::person).orElse(""),
                                    proposal.proposedAt().map(formats::time).orElse("")),
                            words.targets(actor, proposal.content(), names),
                            proposal.content().purpose(),
                            proposal.content().rationale(),
                            words.facts(actor, proposal.content(), names),
                            contributed,
                            smart.values().stream()
                                    .map(one -> new SmartLine(
                                            texts.choice("smart", one.letter().code()),
                                            one.holds(),
                                            one.missing().stream()
                                                    .map(code -> texts.choice("smart.missing", code))
                                                    .toList()))
                                    .toList(),
                            lines,
                            content.hash().hex(),
                            objection,
                            proposal.content()
                                    .ends()
                                    .filter(today::isAfter)
                                    .map(formats::date)
                                    .orElse(""),
                            findings,
                            decision,
                            errors),
                    errors.any() ? HttpStatus.CONFLICT : HttpStatus.OK);
        });
    }

    private View end(Actor actor, ObjectiveId id, String outcome, String conclusion, Errors errors) {
        Objective objective = transactions.read(actor.organization(), () -> objectives.get(actor.organization(), id));
        return pages.show(
                "objectives/end.jte",
                new EndPage(
                        id,
                        objective.reference(),
                        objective.shown().content().title(),
                        objective.version(),
                        objective.shown().stage() == Stage.APPROVED,
                        outcome,
                        conclusion,
                        errors),
                errors.any() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    private View wording(
            Actor actor, ObjectiveId id, String field, @Nullable String text, String reason, Errors errors) {
        Objective objective = transactions.read(actor.organization(), () -> objectives.get(actor.organization(), id));
        Texts texts = actor.reader().texts();
        return pages.show(
                "objectives/wording.jte",
                new WordingPage(
                        id,
                        objective.reference(),
                        field,
                        EditWording.FIELDS.keySet().stream()
                                .sorted()
                                .map(one -> new Option(one, texts.choice("objective.field", one)))
                                .toList(),
                        text == null ? objective.shown().content().title() : text,
                        objective.shown().content().purpose(),
                        objective.shown().content().rationale(),
                        objective.shown().content().title(),
                        reason,
                        errors),
                errors.any() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }
}
