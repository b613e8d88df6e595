package sextant.isolation;

import static sextant.isolation.Reading.absent;
import static sextant.isolation.Reading.args;
import static sextant.isolation.Reading.ours;
import static sextant.isolation.Reading.silent;
import static sextant.isolation.Reading.unasked;
import static sextant.isolation.Readings.WRITES;
import static sextant.isolation.Readings.kpi;
import static sextant.isolation.Readings.now;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sextant.documentcontrol.DocumentId;
import sextant.evaluation.Register;
import sextant.evidence.PackId;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.people.UnitId;
import sextant.platform.database.Transactions;
import sextant.testing.TestServer;

/** How the repositories of the upper floors are asked: objectives, plans, evaluation, conformance, documents. */
final class ReadingsAbove {
    private static final TestServer SERVER = TestServer.running();

    private ReadingsAbove() {}

    static List<Reading> imports() {
        return List.of(
                absent("ImportFiles.get(Actor, String, UUID)", (by, of) -> args(by.actor(), "kpis", of.id("import"))),
                absent("ImportFiles.lock(Actor, String, UUID)", (by, of) -> args(by.actor(), "kpis", of.id("import"))),
                unasked("ImportFiles.add(Actor, UUID, String, String, byte[])", WRITES),
                unasked("ImportFiles.finish(Actor, ImportFile, Outcome)", WRITES),
                unasked("ImportFiles.deleteBefore(OrganizationId, Instant)", WRITES));
    }

    static List<Reading> objectives() {
        return List.of(
                ours("HigherObjectives.suggestions(Actor, int)", (by, of) -> args(by.actor(), 99)),
                ours(
                        "HigherObjectives.byReference(OrganizationId, String)",
                        (by, of) -> args(by.organization(), "OBJ-001")),
                absent("HigherObjectives.called(Actor, Optional)", (by, of) -> args(by.actor(), Optional.of(id(of)))),
                absent(
                        "HigherObjectives.wasServed(OrganizationId, ObjectiveId)",
                        (by, of) -> args(by.organization(), id(of))),
                absent("HigherObjectives.isSeen(Actor, ObjectiveId)", (by, of) -> args(by.actor(), id(of))),
                absent(
                        "HigherObjectives.isAbove(OrganizationId, ObjectiveId, UnitId)",
                        (by, of) -> args(by.organization(), id(of), new UnitId(of.id("unit")))),
                absent("EditWording.of(OrganizationId, ObjectiveId)", (by, of) -> args(by.organization(), id(of))),
                absent(
                        "EditWording.objectives(OrganizationId, Collection)",
                        (by, of) -> args(by.organization(), List.of(of.id("change")))),
                absent(
                        "Objectives.versionRecords(OrganizationId, Collection)",
                        (by, of) -> args(by.organization(), List.of(id(of)))),
                absent(
                        "Objectives.ofVersions(OrganizationId, Collection)",
                        (by, of) -> args(by.organization(), List.of(of.id("version")))),
                unasked("EditWording.make(Actor, ObjectiveId, String, String, String)", WRITES),
                unasked("EditWording.decide(Actor, ObjectiveId, UUID, boolean)", WRITES),
                ours("Objectives.all(OrganizationId)", (by, of) -> args(by.organization())),
                absent(
                        "Objectives.among(OrganizationId, Collection)",
                        (by, of) -> args(by.organization(), List.of(id(of)))),
                absent("Objectives.get(OrganizationId, ObjectiveId)", (by, of) -> args(by.organization(), id(of))),
                absent("Objectives.versions(OrganizationId, ObjectiveId)", (by, of) -> args(by.organization(), id(of))),
                absent("Objectives.using(OrganizationId, KpiId)", (by, of) -> args(by.organization(), kpi(of))),
                ours("Objectives.nextReference(OrganizationId)", "OBJ-001", (by, of) -> args(by.organization())),
                absent(
                        "Objectives.referenceIsTaken(OrganizationId, String, ObjectiveId)",
                        (by, of) -> args(by.organization(), of.word, new ObjectiveId(of.id("team")))),
                absent("Objectives.byReference(OrganizationId, String)", (by, of) -> args(by.organization(), of.word)),
                absent("Objectives.lock(OrganizationId, ObjectiveId)", (by, of) -> args(by.organization(), id(of))),
                absent(
                        "PastObjectives.asOf(OrganizationId, ObjectiveId, Instant)",
                        (by, of) -> args(by.organization(), id(of), now())),
                absent(
                        "PastObjectives.versions(OrganizationId, ObjectiveId, Instant)",
                        (by, of) -> args(by.organization(), id(of), now())),
                unasked("PastObjectives.matched(Map, Map)", "reads no row"),
                unasked("PastObjectives.counted(List, List)", "reads no row"),
                ours(
                        "PastObjectives.changedSince(OrganizationId, Instant)",
                        (by, of) -> args(by.organization(), Instant.EPOCH)),
                absent(
                        "PastObjectives.among(OrganizationId, Set, Instant)",
                        (by, of) -> args(by.organization(), Set.of(id(of)), now())));
    }

    static List<Reading> plans() {
        return List.of(
                silent("Plans.of(OrganizationId, ObjectiveId)", (by, of) -> args(by.organization(), id(of))),
                silent("Plans.of(OrganizationId, Collection)", (by, of) -> args(by.organization(), List.of(id(of)))),
                silent(
                        "Plans.asOf(OrganizationId, ObjectiveId, Instant)",
                        (by, of) -> args(by.organization(), id(of), now())),
                unasked("Plans.write(Actor, ObjectiveId, int, List, String, Instant)", WRITES));
    }

    static List<Reading> evaluation() {
        return List.of(
                ours(
                        "RegisterLines.sorted(OrganizationId, Sort)",
                        (by, of) -> args(by.organization(), Register.Sort.REFERENCE)),
                unasked("RegisterLines.rank(String)", "reads no row"),
                unasked("RegisterLines.folded(String)", "reads no row"),
                unasked("Verdicts.turn(OrganizationId, Instant)", "counts what waits, and tells of no row"),
                silent(
                        "Verdicts.current(OrganizationId, ZoneId, List, Instant)",
                        (by, of) -> args(by.organization(), ZoneOffset.UTC, List.of(objective(of)), now())),
                unasked(
                        "Verdicts.unsettled(OrganizationId, Instant)",
                        "empty once the background has judged; RegisterLines.sorted is asked"),
                silent(
                        "Verdicts.asOf(OrganizationId, ZoneId, Objective, Version, Instant)",
                        (by, of) -> args(
                                by.organization(),
                                ZoneOffset.UTC,
                                objective(of),
                                objective(of).shown(),
                                now())),
                unasked("Verdicts.isJudged(Objective)", "reads no row"),
                unasked("Verdicts.markStale(OrganizationId, List)", WRITES),
                unasked("Verdicts.hold(OrganizationId, List, Instant)", WRITES),
                ours("AcceptedGaps.standing(OrganizationId)", (by, of) -> args(by.organization())),
                absent(
                        "AcceptedGaps.standing(OrganizationId, ObjectiveId)",
                        (by, of) -> args(by.organization(), id(of))),
                absent(
                        "AcceptedGaps.objectives(OrganizationId, Collection)",
                        (by, of) -> args(by.organization(), List.of(of.id("gap")))),
                unasked("AcceptedGaps.add(Actor, AcceptedGap)", WRITES),
                unasked("AcceptedGaps.end(Actor, AcceptedGap, Instant, String)", WRITES),
                unasked("AcceptedGaps.latest(LocalDate)", "reads no row"));
    }

    static List<Reading> home() {
        return List.of(
                ours(
                        "Duties.of(Actor, LocalDate)",
                        (by, of) -> args(by.actor(), LocalDate.ofInstant(now(), ZoneOffset.UTC))),
                ours(
                        "StatusChanges.since(Actor, Instant, int)",
                        (by, of) -> args(by.actor(), now().minus(Duration.ofDays(30)), 9)));
    }

    static List<Reading> documents() {
        return List.of(
                ours(
                        "CheckpointMailings.of(OrganizationId)",
                        "CheckpointMailing[, , , , ]",
                        (by, of) -> args(by.organization())),
                ours(
                        "CheckpointMailings.due(OrganizationId, LocalDate)",
                        (by, of) -> args(by.organization(), LocalDate.of(2199, 1, 1))),
                unasked("CheckpointMailings.choose(Actor, int, List, Optional, Optional, String, Instant)", WRITES),
                unasked("CheckpointMailings.sent(OrganizationId, Sent, Optional)", WRITES),
                ours("EvidencePacks.after(Actor, Optional, int)", (by, of) -> args(by.actor(), Optional.empty(), 9)),
                ours("EvidencePacks.newest(Actor, int)", (by, of) -> args(by.actor(), 9)),
                unasked(
                        "EvidencePacks.onTheirWay(Actor)",
                        "asks the same statement as EvidencePacks.newest, for those that are not built yet"),
                absent("EvidencePacks.get(Actor, PackId)", (by, of) -> args(by.actor(), pack(of))),
                absent("EvidencePacks.find(OrganizationId, PackId)", (by, of) -> args(by.organization(), pack(of))),
                absent(
                        "EvidencePacks.part(OrganizationId, PackId, int)",
                        (by, of) -> args(by.organization(), pack(of), 0)),
                unasked("EvidencePacks.add(OrganizationId, PackId, Wanted, UUID, Instant)", WRITES),
                unasked("EvidencePacks.progress(OrganizationId, PackId, int)", WRITES),
                unasked("EvidencePacks.finish(OrganizationId, PackId, Finished)", WRITES),
                unasked("EvidencePacks.fail(OrganizationId, PackId, String, Instant)", WRITES),
                unasked("EvidencePacks.cancel(OrganizationId, PackId, Instant)", WRITES),
                unasked("EvidencePacks.putPart(OrganizationId, PackId, int, byte[])", WRITES),
                unasked("EvidencePacks.deleteParts(OrganizationId, PackId)", WRITES),
                unasked("EvidencePacks.deleteExpiredParts(OrganizationId, Instant)", WRITES),
                silent(
                        "PackRecords.behind(OrganizationId, Objective, Set, Instant)",
                        (by, of) -> args(by.organization(), objective(of), new HashSet<>(), now())));
    }

    static List<Reading> documentControl() {
        return List.of(
                ours("Documents.all(OrganizationId)", (by, of) -> args(by.organization())),
                absent("Documents.get(OrganizationId, DocumentId)", (by, of) -> args(by.organization(), document(of))),
                absent(
                        "Documents.among(OrganizationId, Collection)",
                        (by, of) -> args(by.organization(), List.of(of.id("document")))),
                absent(
                        "Documents.locked(OrganizationId, DocumentId)",
                        (by, of) -> args(by.organization(), document(of))),
                unasked("Documents.due(OrganizationId, LocalDate)", "asks the same statement as Documents.all"),
                unasked(
                        "Documents.nextReference(OrganizationId)",
                        "says a number, of which every organization has its own"),
                absent(
                        "Documents.referenceIsTaken(OrganizationId, String, DocumentId)",
                        (by, of) -> args(by.organization(), of.word + " D", new DocumentId(of.id("team")))),
                unasked("Documents.add(OrganizationId, DocumentId, Definition, UUID, String, Instant)", WRITES),
                unasked(
                        "Documents.change(OrganizationId, DocumentId, int, Definition, boolean, UUID, String, Instant)",
                        WRITES),
                unasked("Documents.failed(OrganizationId, DocumentId, String)", WRITES),
                absent("Editions.of(OrganizationId, DocumentId)", (by, of) -> args(by.organization(), document(of))),
                ours("Editions.all(OrganizationId)", (by, of) -> args(by.organization())),
                absent(
                        "Editions.get(OrganizationId, DocumentId, int)",
                        (by, of) -> args(by.organization(), document(of), 1)),
                unasked("Editions.content(OrganizationId, UUID)", "takes the id that Editions.get answers"),
                unasked("Editions.documents(OrganizationId, Collection)", "takes the ids of the journal's records"),
                unasked("Editions.nextNumber(OrganizationId, DocumentId)", "says a number"),
                unasked("Editions.add(OrganizationId, Edition, byte[])", WRITES),
                unasked("Editions.decide(OrganizationId, Edition, Decided)", WRITES),
                unasked("Editions.replace(OrganizationId, Edition, Instant, UUID)", WRITES),
                unasked("Editions.replaced(OrganizationId, Instant)", "asks the same statement as Editions.all"),
                unasked("Editions.forget(OrganizationId, Edition, Instant)", WRITES));
    }

    private static DocumentId document(Filled of) {
        return new DocumentId(of.id("document"));
    }

    private static ObjectiveId id(Filled of) {
        return new ObjectiveId(of.id("objective"));
    }

    private static PackId pack(Filled of) {
        return new PackId(of.id("pack"));
    }

    /** As they read it themselves. */
    private static Objective objective(Filled of) {
        return SERVER.bean(Transactions.class)
                .read(of.organization.id(), () -> SERVER.bean(Objectives.class).get(of.organization.id(), id(of)));
    }
}
