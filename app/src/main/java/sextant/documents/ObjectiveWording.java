package sextant.documents;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sextant.approval.Approval;
import sextant.conformance.Conformance;
import sextant.conformance.FindingWords;
import sextant.documents.ObjectivePage.ActionRow;
import sextant.documents.ObjectivePage.CheckpointFacts;
import sextant.documents.ObjectivePage.ContentRow;
import sextant.documents.ObjectivePage.Decision;
import sextant.documents.ObjectivePage.Fact;
import sextant.documents.ObjectivePage.LetterRow;
import sextant.documents.ObjectivePage.RevisionRow;
import sextant.documents.ObjectivePage.WordingRow;
import sextant.journal.Revision;
import sextant.objectives.EditWording;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.Stage;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.plans.Action;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;

/** Words the document for its reader: names for ids, the reader's dates and numbers. */
final class ObjectiveWording {
    private final ObjectiveDocument document;
    private final TargetWording targets;
    private final Actor reader;
    private final Texts texts;
    private final Formats formats;

    ObjectiveWording(Actor reader, ObjectiveDocument document) {
        this.document = document;
        this.targets = new TargetWording(reader, document);
        this.reader = reader;
        this.texts = reader.reader().texts();
        this.formats = reader.reader().formats();
    }

    ObjectivePage page(String styleSheet) {
        ObjectiveContent content = document.content();
        String reference = document.objective().reference();
        String moment = formats.time(document.moment());
        return new ObjectivePage(
                styleSheet,
                texts.text(
                        "document.title",
                        reference,
                        content.title(),
                        document.version().number()),
                texts.text("document.description", reference, reader.organizationName(), moment),
                reader.organizationName(),
                texts.text("document.kicker", reference),
                reference,
                content.title(),
                identification(),
                notices(),
                targets.standing().orElse(null),
                prose(),
                targets.rows(),
                targets.charts(),
                document.plan().actions().stream().map(this::action).toList(),
                may(Permission.CONFORMANCE_READ)
                        ? document.conformance().stream().map(this::letter).toList()
                        : List.of(),
                document.decisions().stream().map(this::decision).toList(),
                document.wordings().stream().map(this::wording).toList(),
                may(Permission.JOURNAL_READ)
                        ? document.revisions().stream().map(this::revision).toList()
                        : List.of(),
                new CheckpointFacts(
                        formats.number(document.checkpoint().size()),
                        document.checkpoint().root().hex(),
                        document.checkpoint().keyFingerprint()),
                texts.text(
                        "document.footer",
                        moment,
                        formats.number(document.checkpoint().size())));
    }

    /** The document shows nobody what the pages would not. */
    private boolean may(Permission permission) {
        return reader.may(permission, document.content().unit());
    }

    private List<Fact> identification() {
        ObjectiveContent content = document.content();
        Objective.Version version = document.version();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                texts.text("document.identification"),
                texts.text(
                        "document.identification.value",
                        document.objective().reference(),
                        version.number(),
                        version.revision())));
        facts.add(new Fact(texts.text("document.state"), state(version)));
        facts.add(new Fact(texts.text("unit.one"), document.names().unit(content.unit())));
        if (!document.names().serves().isEmpty())
            facts.add(new Fact(texts.text("objective.serves"), document.names().serves()));
        facts.add(new Fact(
                texts.text("objective.owner"),
                content.owner().map(document.names()::person).orElse("–")));
        if (!content.teams().isEmpty())
            facts.add(new Fact(
                    texts.text("team.plural"),
                    content.teams().stream()
                            .map(document.names()::team)
                            .sorted()
                            .collect(Collectors.joining(", "))));
        facts.add(new Fact(
                texts.text("objective.period.title"),
                texts.text("objective.period", date(content.starts()), date(content.ends()))));
        String writers = version.writers().stream()
                .map(document.names()::person)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!writers.isEmpty()) facts.add(new Fact(texts.text("document.written-by"), writers));
        version.proposedAt()
                .filter(at -> !at.isAfter(document.moment()))
                .ifPresent(at -> facts.add(new Fact(
                        texts.text("document.proposed"),
                        texts.text(
                                "document.proposed.by",
                                version.proposedBy()
                                        .map(document.names()::person)
                                        .orElse("–"),
                                formats.time(at)))));
        document.approval().ifPresent(it -> facts.add(new Fact(texts.text("document.approved"), approved(it))));
        facts.add(new Fact(
                texts.text("document.as-of"),
                texts.text(
                        "document.in-zone",
                        formats.time(document.moment()),
                        formats.zone().getId())));
        return facts;
    }

    private String approved(Approval approval) {
        return texts.text(
                approval.asOwner() ? "objective.approved-as-owner" : "objective.approved",
                approval.subjectVersion(),
                approval.decidedByName(),
                formats.time(approval.decidedAt()));
    }

    private String state(Objective.Version version) {
        LocalDate today = document.moment().atZone(reader.organizationZone()).toLocalDate();
        return texts.choice(
                "objective.state",
                version.isInForce(today) ? "in-force" : version.stage().code());
    }

    /** What whoever reads the document must not miss. */
    private List<String> notices() {
        List<String> notices = new ArrayList<>();
        Optional<LocalDate> ends = document.content().ends();
        boolean afterPeriod = document.approval()
                .filter(it -> ends.filter(
                                it.decidedAt().atZone(reader.organizationZone()).toLocalDate()::isAfter)
                        .isPresent())
                .isPresent();
        if (afterPeriod) notices.add(texts.text("objective.approved-after-period", formats.date(ends.orElseThrow())));
        if (document.version().stage().isEnded())
            notices.add(texts.text(
                    "document.ended",
                    state(document.version()),
                    document.version().endedReason()));
        if (document.objective().hasDraftBeside() && may(Permission.CONFORMANCE_READ))
            notices.add(texts.choice(
                    "objective.draft-beside",
                    document.objective().latest().stage() == Stage.DRAFT ? "draft" : "proposed",
                    document.objective().latest().number(),
                    document.version().number()));
        if (document.wordings().stream().anyMatch(EditWording.Change::waits)) notices.add(texts.text("document.waits"));
        return notices;
    }

    private List<Fact> prose() {
        ObjectiveContent content = document.content();
        return Stream.of(
                        new Fact(texts.text("objective.purpose"), content.purpose()),
                        new Fact(texts.text("objective.rationale"), content.rationale()),
                        new Fact(texts.text("objective.not-measurable"), content.notMeasurable()),
                        new Fact(texts.text("objective.criteria"), content.criteria()),
                        new Fact(texts.text("objective.achievable"), content.achievable()),
                        new Fact(texts.text("objective.evaluation-method"), content.evaluationMethod()))
                .filter(fact -> !fact.value().isEmpty())
                .toList();
    }

    private ActionRow action(Action it) {
        return new ActionRow(
                it.title(),
                it.responsible().map(document.names()::person).orElseGet(() -> texts.text("action.nobody")),
                it.team().map(document.names()::team).orElse(""),
                it.due().map(formats::date).orElse("–"),
                texts.choice("action.state", it.state().code()));
    }

    private Decision decision(Approval it) {
        String what = texts.choice("approval.decision", it.decision().code(), it.subjectVersion());
        return new Decision(
                texts.text(
                        it.asOwner() ? "document.decision.as-owner" : "document.decision",
                        it.decidedByName(),
                        what,
                        formats.time(it.decidedAt())),
                it.comment(),
                new TreeMap<>(it.findings())
                        .entrySet().stream()
                                .map(finding -> texts.text(
                                        "document.finding",
                                        texts.choice("smart", finding.getKey()),
                                        finding.getValue()))
                                .toList(),
                it.content().items().stream()
                        .map(item -> new ContentRow(
                                texts.choice("record", item.record().kind()),
                                formats.number(item.revision()),
                                item.hash().hex()))
                        .toList());
    }

    private LetterRow letter(Conformance.Verdict it) {
        return new LetterRow(
                it.requirement().code(),
                texts.choice("requirement", it.requirement().code()),
                texts.choice("conformance.state", it.state().code()),
                new FindingWords(reader.reader()).text(it.finding()),
                it.accepted()
                        .map(gap -> texts.text(
                                "document.gap-accepted", gap.acceptedByName(), formats.date(gap.until()), gap.reason()))
                        .orElse(""));
    }

    private WordingRow wording(EditWording.Change it) {
        return new WordingRow(
                texts.choice("objective.field", it.field()),
                it.oldText(),
                it.newText(),
                texts.text("document.made", it.madeByName(), formats.time(it.madeAt())),
                it.confirmedAt()
                        .map(at -> texts.text(
                                "document.confirmed",
                                document.names().person(it.confirmedBy().orElseThrow()),
                                formats.time(at)))
                        .orElseGet(() -> texts.text("document.unconfirmed")),
                it.reason());
    }

    private RevisionRow revision(Revision it) {
        return new RevisionRow(
                formats.time(it.at()),
                it.author().map(document.names()::person).orElseGet(() -> texts.text("document.system")),
                what(it),
                it.reason() instanceof String reason ? reason : "",
                it.leafIndex()
                        .map(index -> formats.number(BigDecimal.valueOf(index)))
                        .orElse("–"));
    }

    /** A revision of the objective itself is a step in the life of one of its versions. */
    private String what(Revision it) {
        if (it.record().equals(document.objective().record()))
            return texts.text(
                    "document.step",
                    String.valueOf(it.content().get("version")),
                    texts.choice("objective.state", it.text("stage")));
        int version = document.versions().stream()
                .filter(one -> one.record().equals(it.record()))
                .map(Objective.Version::number)
                .findFirst()
                .orElse(0);
        return version == 0
                ? texts.text(
                        "document.revision", texts.choice("record", it.record().kind()), it.number())
                : texts.text("document.content", version, it.number());
    }

    private String date(Optional<LocalDate> date) {
        return Objects.requireNonNull(date.map(formats::date).orElse("?"));
    }
}
