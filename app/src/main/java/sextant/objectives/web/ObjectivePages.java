package sextant.objectives.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.approval.ApprovableContent;
import sextant.approval.Approval;
import sextant.approval.Approvals;
import sextant.journal.RecordRef;
import sextant.journal.Revisions;
import sextant.objectives.EditWording;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectivePanel;
import sextant.objectives.Objectives;
import sextant.objectives.Stage;
import sextant.objectives.WriteObjective;
import sextant.objectives.web.ObjectiveViews.HistoryLine;
import sextant.objectives.web.ObjectiveViews.ObjectivePage;
import sextant.objectives.web.ObjectiveViews.WordingLine;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.Notice;
import sextant.platform.web.Pages;
import sextant.platform.web.Panel;

/** One objective: how it stands, why, and what can be done; now, or as of a past moment. */
@Controller
class ObjectivePages {
    private final Pages pages;
    private final Transactions transactions;
    private final Objectives objectives;
    private final AsOf asOfs;
    private final Approvals approvals;
    private final Revisions revisions;
    private final EditWording wording;
    private final WriteObjective write;
    private final ObjectiveWords words;
    private final List<ObjectivePanel> panels;
    private final Clock clock;

    ObjectivePages(
            Pages pages,
            Transactions transactions,
            Objectives objectives,
            AsOf asOfs,
            Approvals approvals,
            Revisions revisions,
            EditWording wording,
            WriteObjective write,
            ObjectiveWords words,
            List<ObjectivePanel> panels,
            Clock clock) {
        this.pages = pages;
        this.transactions = transactions;
        this.objectives = objectives;
        this.asOfs = asOfs;
        this.approvals = approvals;
        this.revisions = revisions;
        this.wording = wording;
        this.write = write;
        this.words = words;
        this.panels = panels;
        this.clock = clock;
    }

    @GetMapping("/objectives/{id}")
    @Requires(Permission.OBJECTIVES_READ)
    View show(
            Actor actor,
            @PathVariable ObjectiveId id,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String version) {
        Optional<Instant> moment = asOfs.moment(actor, asOf);
        return transactions.read(actor.organization(), moment, () -> {
            Objective objective = objectives.get(actor.organization(), id);
            Objective.Version shown =
                    version.equals("draft") && moment.isEmpty() ? objective.latest() : objective.shown();
            if (!Sight.maySee(actor, objective, shown)) throw new NotFound(Objectives.KIND);
            return pages.show("objectives/objective.jte", page(actor, objective, shown, moment));
        });
    }

    @PostMapping("/objectives/{id}/proposal")
    @Requires(Permission.OBJECTIVES_WRITE)
    View propose(Actor actor, @PathVariable ObjectiveId id) {
        return switch (write.propose(actor, id)) {
            case WriteObjective.Proposal.Proposed done ->
                pages.redirect("/objectives/" + id + "?version=draft", Notice.done("proposed"));
            case WriteObjective.Proposal.NotADraft no ->
                pages.redirect("/objectives/" + id, Notice.refused("not-a-draft"));
            case WriteObjective.Proposal.NotSmart(var findings) -> {
                Texts texts = actor.reader().texts();
                String missing = findings.stream()
                        .flatMap(finding -> finding.missing().stream())
                        .map(code -> texts.choice("smart.missing", code))
                        .reduce((one, other) -> one + "; " + other)
                        .orElse("");
                yield pages.redirect("/objectives/" + id + "?version=draft", Notice.refused("not-smart", missing));
            }
        };
    }

    private ObjectivePage page(Actor actor, Objective objective, Objective.Version shown, Optional<Instant> moment) {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        Instant now = moment.orElseGet(clock::instant);
        boolean isPast = moment.isPresent();
        LocalDate today = now.atZone(actor.organizationZone()).toLocalDate();
        ObjectiveContent content = shown.content();
        var names = words.names(actor, content);
        List<Approval> decisions = approvals.of(actor.organization(), objective.record()).stream()
                .filter(decision -> !decision.decidedAt().isAfter(now))
                .toList();
        Optional<Approval> approval = decisions.stream()
                .filter(decision -> decision.decision() == Approval.Decision.APPROVED
                        && decision.subjectVersion() == shown.number())
                .findFirst();
        List<EditWording.Change> changes = isPast ? List.of() : wording.of(actor.organization(), objective.id());
        List<Panel> all = panels.stream()
                .flatMap(panel -> panel.panels(actor, objective, shown, now, isPast).stream())
                .sorted(Comparator.comparingInt(Panel::order))
                .toList();
        boolean writes = !isPast && actor.may(Permission.OBJECTIVES_WRITE, content.unit());
        boolean closed = shown.stage().isEnded();
        return new ObjectivePage(
                objective.id(),
                objective.reference(),
                content.title(),
                words.state(texts, shown, today),
                shown.isInForce(today),
                names.unit(content.unit()),
                content.owner().map(names::person).orElse(""),
                words.period(actor, content),
                approval.map(it -> texts.text(
                                it.asOwner() ? "objective.approved-as-owner" : "objective.approved",
                                shown.number(),
                                it.decidedByName(),
                                formats.time(it.decidedAt())))
                        .orElse(""),
                approval.filter(it -> content.ends()
                                .filter(end -> it.decidedAt()
                                        .atZone(actor.organizationZone())
                                        .toLocalDate()
                                        .isAfter(end))
                                .isPresent())
                        .map(it -> texts.text(
                                "objective.approved-after-period",
                                formats.date(content.ends().orElseThrow())))
                        .orElse(""),
                shown.endedReason(),
                moment.map(formats::time).orElse(""),
                today.toString(),
                draftNotice(actor, objective, shown, isPast),
                approval.map(it -> changedSince(actor, it, names)).orElse(""),
                at(all, Panel.Place.STANDING),
                at(all, Panel.Place.MAIN),
                at(all, Panel.Place.ASIDE),
                words.targets(actor, content, names),
                content.notMeasurable(),
                content.criteria(),
                content.purpose(),
                content.rationale(),
                words.facts(actor, content, names),
                changes.stream().map(change -> wordingLine(actor, change)).toList(),
                decisions.stream()
                        .map(it -> new HistoryLine(
                                it.decidedByName(),
                                texts.choice("approval.decision", it.decision().code(), it.subjectVersion()),
                                formats.time(it.decidedAt()),
                                it.comment()))
                        .toList(),
                writes && !closed,
                writes && objective.latest().stage() == Stage.DRAFT,
                !isPast
                        && objective.latest().stage() == Stage.PROPOSED
                        && actor.may(
                                Permission.OBJECTIVES_APPROVE,
                                objective.latest().content().unit()),
                !isPast && !closed && actor.may(Permission.OBJECTIVES_CLOSE, content.unit()),
                writes && shown.stage() == Stage.APPROVED,
                !isPast
                        && (actor.may(Permission.OBJECTIVES_WRITE, content.unit())
                                || actor.may(Permission.OBJECTIVES_APPROVE, content.unit())),
                objective.version());
    }

    private static String draftNotice(Actor actor, Objective objective, Objective.Version shown, boolean isPast) {
        if (isPast
                || !objective.hasDraftBeside()
                || shown.number() == objective.latest().number()) return "";
        if (!actor.may(Permission.CONFORMANCE_READ, shown.content().unit())) return "";
        return actor.reader()
                .texts()
                .choice(
                        "objective.draft-beside",
                        objective.latest().stage().code(),
                        objective.latest().number(),
                        shown.number());
    }

    /** Names the records whose content is no longer what was approved: a KPI's definition, the plan, the wording. */
    private String changedSince(Actor actor, Approval approval, ObjectiveWords.Names names) {
        List<RecordRef> records = approval.content().items().stream()
                .map(ApprovableContent.Item::record)
                .toList();
        var heads = revisions.heads(actor.organization(), records);
        List<String> changed = new ArrayList<>();
        for (ApprovableContent.Item item : approval.content().items()) {
            Revisions.Head head = heads.get(item.record());
            if (head != null && head.number() != item.revision())
                changed.add(actor.reader()
                        .texts()
                        .choice(
                                "objective.changed",
                                item.record().kind(),
                                item.revision(),
                                head.number(),
                                names.kpis().entrySet().stream()
                                        .filter(kpi -> kpi.getKey()
                                                .value()
                                                .equals(item.record().id()))
                                        .map(kpi -> kpi.getValue().definition().name())
                                        .findFirst()
                                        .orElse("")));
        }
        return String.join(" ", changed);
    }

    private static WordingLine wordingLine(Actor actor, EditWording.Change change) {
        return new WordingLine(
                change.id().toString(),
                actor.reader().texts().choice("objective.field", change.field()),
                change.oldText(),
                change.newText(),
                change.reason(),
                change.madeByName() + ", " + actor.reader().formats().time(change.madeAt()),
                change.waits(),
                change.madeBy().equals(actor.person().value()));
    }

    private static List<Panel> at(List<Panel> panels, Panel.Place place) {
        return panels.stream().filter(panel -> panel.place() == place).toList();
    }
}
