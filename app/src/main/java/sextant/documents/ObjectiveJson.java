package sextant.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.approval.Approval;
import sextant.conformance.Conformance;
import sextant.conformance.FindingWords;
import sextant.evaluation.VerdictWords;
import sextant.evaluation.rule.Explanation;
import sextant.journal.Revision;
import sextant.ledger.CanonicalJson;
import sextant.measurement.Codes;
import sextant.measurement.Kpi;
import sextant.objectives.EditWording;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveTarget;
import sextant.people.Actor;
import sextant.plans.Action;
import sextant.platform.Decimals;

/**
 * The document as data, for programs that read the pack: canonical JSON, decimals as strings, times in UTC. Names stand
 * beside ids; what a member is called in the journal it is called here.
 */
public final class ObjectiveJson {
    private static final String FORMAT = "sextant-objective/1";

    private final Actor reader;
    private final ObjectiveDocument document;

    /** @param reader in whose language the sentences are */
    public ObjectiveJson(Actor reader, ObjectiveDocument document) {
        this.reader = reader;
        this.document = document;
    }

    public byte[] bytes() {
        ObjectiveContent content = document.content();
        Fields all = new Fields();
        all.put("format", FORMAT)
                .put("at", document.moment().toString())
                .put("language", reader.reader().texts().locale().getLanguage())
                .put(
                        "organization",
                        new Fields()
                                .put("id", reader.organization().toString())
                                .put("name", reader.organizationName())
                                .put("time-zone", reader.organizationZone().getId()))
                .put("id", document.objective().id().toString())
                .put("reference", document.objective().reference())
                .put("version", document.version().number())
                .put("stage", document.version().stage().code())
                .put("title", content.title())
                .put("purpose", content.purpose())
                .put("rationale", content.rationale())
                .put("unit", named(content.unit().value(), document.names().unit(content.unit())))
                .put(
                        "serves",
                        content.serves()
                                .map(it -> named(it.value(), document.names().serves())))
                .put("owner", content.owner().map(it -> person(it.value())))
                .put(
                        "teams",
                        content.teams().stream()
                                .map(it -> named(it.value(), document.names().team(it)))
                                .toList())
                .put("starts", content.starts().map(Object::toString))
                .put("ends", content.ends().map(Object::toString))
                .put("not-measurable", content.notMeasurable())
                .put("criteria", content.criteria())
                .put("achievable", content.achievable())
                .put("evaluation-method", content.evaluationMethod())
                .put("ended-reason", document.version().endedReason())
                .put("status", status())
                .put("targets", content.targets().stream().map(this::target).toList())
                .put(
                        "kpis",
                        document.kpis().values().stream()
                                .sorted(java.util.Comparator.comparing(
                                        it -> it.id().toString()))
                                .map(this::kpi)
                                .toList())
                .put(
                        "plan",
                        new Fields()
                                .put("version", document.plan().version())
                                .put(
                                        "actions",
                                        document.plan().actions().stream()
                                                .map(this::action)
                                                .toList()))
                .put(
                        "conformance",
                        document.conformance().stream().map(this::letter).toList())
                .put(
                        "approvals",
                        document.decisions().stream().map(this::decision).toList())
                .put(
                        "editorial-changes",
                        document.wordings().stream().map(this::wording).toList())
                .put("versions", document.versions().stream().map(this::version).toList())
                .put(
                        "revisions",
                        document.revisions().stream().map(this::revision).toList())
                .put(
                        "checkpoint",
                        new Fields()
                                .put("size", document.checkpoint().size())
                                .put("root", document.checkpoint().root().hex())
                                .put("key-fingerprint", document.checkpoint().keyFingerprint()));
        return CanonicalJson.bytes(all.map());
    }

    private Optional<Fields> status() {
        return document.judged()
                .flatMap(judged -> judged.status()
                        .map(status -> new Fields()
                                .put("status", status.code())
                                .put("worst-target", judged.worst().map(UUID::toString))
                                .put(
                                        "sentence",
                                        document.content().targets().stream()
                                                .filter(target -> judged.worst()
                                                        .filter(target.id()::equals)
                                                        .isPresent())
                                                .findFirst()
                                                .flatMap(this::sentence))
                                .put("rule-version", judged.ruleVersion())));
    }

    private Fields letter(Conformance.Verdict it) {
        return new Fields()
                .put("requirement", it.requirement().code())
                .put("state", it.state().code())
                .put("finding", FindingWords.code(it.finding()))
                .put("text", new FindingWords(reader.reader()).text(it.finding()));
    }

    private Fields target(ObjectiveTarget it) {
        return new Fields()
                .put("id", it.id().toString())
                .put("kpi", it.kpi().toString())
                .put("kind", it.kind().code())
                .put("baseline-value", it.baselineValue().map(ObjectiveJson::decimal))
                .put("baseline-date", it.baselineDate().map(Object::toString))
                .put("target-value", it.targetValue().map(ObjectiveJson::decimal))
                .put("low", it.low().map(ObjectiveJson::decimal))
                .put("high", it.high().map(ObjectiveJson::decimal))
                .put("due", it.due().map(Object::toString))
                .put("maintain-until", it.maintainUntil().map(Object::toString))
                .put("at-risk", decimal(it.atRisk()))
                .put("off-track", decimal(it.offTrack()))
                .put(
                        "milestones",
                        it.milestones().stream()
                                .map(point -> new Fields()
                                        .put("date", point.date().toString())
                                        .put("value", decimal(point.value())))
                                .toList())
                .put("status", document.explanation(it).map(one -> one.status().code()))
                .put("sentence", sentence(it))
                .put("explanation", document.explanation(it).map(Explanation::stored))
                .put("measurements", document.count(it).rows());
    }

    private Optional<String> sentence(ObjectiveTarget target) {
        return document.kpi(target)
                .map(Kpi::definition)
                .flatMap(kpi -> document.explanation(target)
                        .map(explanation -> new VerdictWords(reader.reader(), kpi.name(), kpi.unitOfMeasure())
                                .sentence(explanation)));
    }

    private Fields kpi(Kpi kpi) {
        Kpi.Definition it = kpi.definition();
        return new Fields()
                .put("id", kpi.id().toString())
                .put("revision", kpi.version())
                .put("retired", kpi.retired())
                .put("reference", it.reference())
                .put("name", it.name())
                .put("unit", named(it.unit().value(), document.names().unit(it.unit())))
                .put("information-need", it.informationNeed())
                .put("formula", it.formula())
                .put("value-kind", it.valueKind().code())
                .put("unit-of-measure", it.unitOfMeasure())
                .put("direction", Codes.of(it.direction()))
                .put("source", it.source())
                .put("implementation-evidence", it.implementationEvidence())
                .put("collected-every", Codes.of(it.cadence().frequency()))
                .put("grace-days", it.cadence().graceDays())
                .put("analysed-every", Codes.of(it.analysedEvery()))
                .put("reported-every", Codes.of(it.reportedEvery()))
                .put("measured-by", it.measuredBy().map(one -> person(one.value())))
                .put("analysed-by", it.analysedBy().map(one -> person(one.value())))
                .put(
                        "received-by",
                        it.receivedBy().stream().map(one -> person(one.value())).toList())
                .put("next-review", it.nextReview().map(Object::toString));
    }

    private Fields action(Action it) {
        return new Fields()
                .put("id", it.id().toString())
                .put("title", it.title())
                .put("responsible", it.responsible().map(one -> person(one.value())))
                .put(
                        "team",
                        it.team().map(one -> named(one.value(), document.names().team(one))))
                .put("due", it.due().map(Object::toString))
                .put("state", it.state().code());
    }

    private Fields decision(Approval it) {
        return new Fields()
                .put("id", it.id().toString())
                .put("version", it.subjectVersion())
                .put("decision", it.decision().code())
                .put("decided-by", named(it.decidedBy(), it.decidedByName()))
                .put("decided-at", it.decidedAt().toString())
                .put("comment", it.comment())
                .put("as-owner", it.asOwner())
                .put("findings", new TreeMap<>(it.findings()))
                .put(
                        "content",
                        it.content().items().stream()
                                .map(item -> new Fields()
                                        .put("kind", item.record().kind())
                                        .put("id", item.record().id().toString())
                                        .put("revision", item.revision())
                                        .put("hash", item.hash().hex()))
                                .toList());
    }

    private Fields wording(EditWording.Change it) {
        return new Fields()
                .put("id", it.id().toString())
                .put("version", it.number())
                .put("field", it.field())
                .put("old-text", it.oldText())
                .put("new-text", it.newText())
                .put("reason", it.reason())
                .put("made-by", named(it.madeBy(), it.madeByName()))
                .put("made-at", it.madeAt().toString())
                .put("confirmed-by", it.confirmedBy().map(this::person))
                .put("confirmed-at", it.confirmedAt().map(Object::toString));
    }

    private Fields version(Objective.Version it) {
        return new Fields()
                .put("number", it.number())
                .put("id", it.recordId().toString())
                .put(
                        "writers",
                        it.writers().stream()
                                .map(one -> one.value())
                                .sorted()
                                .map(this::person)
                                .toList())
                .put("proposed-by", it.proposedBy().map(one -> person(one.value())))
                .put(
                        "proposed-at",
                        it.proposedAt()
                                .filter(at -> !at.isAfter(document.moment()))
                                .map(Object::toString))
                .put(
                        "approved-at",
                        it.approvedAt()
                                .filter(at -> !at.isAfter(document.moment()))
                                .map(Object::toString));
    }

    private Fields revision(Revision it) {
        return new Fields()
                .put("kind", it.record().kind())
                .put("id", it.record().id().toString())
                .put("number", it.number())
                .put("at", it.at().toString())
                .put("author", it.author().map(this::person))
                .put("reason", it.reason() instanceof String reason ? Optional.of(reason) : Optional.empty())
                .put("leaf-index", it.leafIndex());
    }

    private Fields person(UUID id) {
        return named(id, document.names().person(id));
    }

    private static Fields named(UUID id, String name) {
        return new Fields().put("id", id.toString()).put("name", name);
    }

    private static String decimal(BigDecimal value) {
        return Decimals.canonical(value).toPlainString();
    }

    /** Members of a JSON object; what is empty is null. */
    private static final class Fields {
        private final Map<String, @Nullable Object> members = new HashMap<>();

        Fields put(String name, Object value) {
            members.put(name, plain(value));
            return this;
        }

        Map<String, @Nullable Object> map() {
            return members;
        }

        private static @Nullable Object plain(Object value) {
            return switch (value) {
                case Optional<?> optional -> optional.isPresent() ? plain(optional.get()) : null;
                case Fields fields -> fields.map();
                case List<?> list -> {
                    List<@Nullable Object> items = new ArrayList<>();
                    for (Object item : list) items.add(plain(item));
                    yield items;
                }
                default -> value;
            };
        }
    }
}
