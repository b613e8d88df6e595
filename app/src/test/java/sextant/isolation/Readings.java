package sextant.isolation;

import static sextant.isolation.Reading.absent;
import static sextant.isolation.Reading.args;
import static sextant.isolation.Reading.ours;
import static sextant.isolation.Reading.unasked;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import sextant.journal.Proofs;
import sextant.journal.RecordRef;
import sextant.journal.Revisions;
import sextant.ledger.Hash;
import sextant.ledger.MerkleTree;
import sextant.measurement.KpiId;
import sextant.measurement.KpiRegister;
import sextant.measurement.Measurements;
import sextant.people.Permission;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.database.RememberedAnswers;
import sextant.platform.database.Transactions;
import sextant.testing.TestServer;

/** How the repositories of the lower floors are asked: platform, journal, people, approval, measurement. */
final class Readings {
    private static final TestServer SERVER = TestServer.running();
    static final String WRITES = "writes; asked over HTTP by HandlersTest";
    private static final String SECRET = "whoever has the secret may come in";

    private static final KpiRegister.Query EVERY_KPI = new KpiRegister.Query(
            "", Optional.empty(), Optional.empty(), KpiRegister.Sort.REFERENCE, false, Optional.empty(), 99);

    private Readings() {}

    static List<Reading> platform() {
        return List.of(
                unasked("References.hold(DSLContext, OrganizationId)", "takes a lock, and reads no row"),
                unasked(
                        "References.next(DSLContext, OrganizationId, TableField, TableField, String)",
                        "asked through nextReference of objectives and KPIs"),
                unasked("RememberedAnswers.claim(Key, Hash)", WRITES),
                unasked("RememberedAnswers.remember(Key, Answer)", WRITES),
                absent(
                        "RememberedAnswers.get(Key)",
                        (by, of) -> args(new RememberedAnswers.Key(by.organization(), of.id("ada"), of.of("key")))),
                unasked("StoredFiles.put(OrganizationId, String, String, byte[])", WRITES),
                absent("StoredFiles.get(OrganizationId, Hash)", (by, of) -> args(by.organization(), hash(of, "file"))));
    }

    static List<Reading> journal() {
        return List.of(
                unasked("Journal.append(OrganizationId, RecordRef, int, Instant, UUID, String, Content)", WRITES),
                ours("Proofs.head(OrganizationId)", (by, of) -> args(by.organization())),
                ours("Proofs.earlier(OrganizationId, Head, int)", (by, of) -> args(by.organization(), head(of), 9)),
                ours(
                        "Proofs.inclusion(OrganizationId, Head, List)",
                        (by, of) -> args(by.organization(), head(of), List.of(0L))),
                ours(
                        "Proofs.consistency(OrganizationId, Head, List)",
                        (by, of) -> args(by.organization(), head(of), List.of(3L))),
                unasked("Proofs.verifierKey(Head)", "reads no row"),
                unasked("Proofs.verifierKey(String)", "reads no row"),
                unasked("JournalLogs.origin(OrganizationId, int)", "reads no row"),
                unasked("Proofs.restores(OrganizationId)", "there is none but after a restore, which BackupTest makes"),
                unasked("Proofs.sign(Head, String)", "reads no row"),
                absent("Revisions.of(OrganizationId, Collection)", (by, of) -> args(by.organization(), records(of))),
                absent("Revisions.naming(OrganizationId, UUID)", (by, of) -> args(by.organization(), of.id("ada"))),
                absent("Revisions.authored(OrganizationId, UUID)", (by, of) -> args(by.organization(), of.id("ada"))),
                ours(
                        "Revisions.changed(OrganizationId, Instant, Instant)",
                        (by, of) -> args(by.organization(), Instant.EPOCH, now())),
                ours(
                        "Revisions.page(OrganizationId, Wanted, int)",
                        (by, of) -> args(
                                by.organization(),
                                new Revisions.Wanted(
                                        Set.of(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                999)),
                unasked(
                        "Revisions.before(OrganizationId, Collection)",
                        "asks the same statement as Revisions.numbered, for revisions that were read"),
                unasked("Revisions.key(Revision)", "reads no row"),
                absent(
                        "Revisions.numbered(OrganizationId, RecordRef, int)",
                        (by, of) -> args(by.organization(), records(of).getFirst(), 1)),
                absent(
                        "Revisions.asOf(OrganizationId, Collection, Instant)",
                        (by, of) -> args(by.organization(), records(of), now())),
                ours(
                        "Revisions.asOf(OrganizationId, String, Instant)",
                        (by, of) -> args(by.organization(), Units.KIND, now())),
                ours(
                        "Revisions.changedSince(OrganizationId, String, Instant)",
                        (by, of) -> args(by.organization(), Units.KIND, Instant.EPOCH)),
                absent("Revisions.rawOf(OrganizationId, Collection)", (by, of) -> args(by.organization(), records(of))),
                ours("Revisions.leaves(OrganizationId, long, int)", (by, of) -> args(by.organization(), 0L, 500)),
                unasked("Revisions.extent(OrganizationId)", "counts revisions, and tells of none"),
                absent("Revisions.heads(OrganizationId, Collection)", (by, of) -> args(by.organization(), records(of))),
                unasked("Revisions.revision(Raw)", "reads no row"),
                unasked(
                        "Proofs.writeLeaves(OrganizationId, Head, OutputStream)",
                        "reads the same rows as Proofs.inclusion, hashes alone"),
                unasked("Sequencer.sequence(OrganizationId)", "numbers the leaves of the organization it names"),
                unasked("Sequencer.waitingSince(OrganizationId)", "tells a moment of what does not wait for long"),
                unasked("Sequencer.signingKey(String)", "reads no row"),
                ours(
                        "Sequencer.nodes(DSLContext, OrganizationId, int, Collection)",
                        (by, of) -> args(
                                SERVER.bean(DSLContext.class),
                                by.organization(),
                                1,
                                List.of(new MerkleTree.Coordinate(0, 0)))),
                ours(
                        "JournalLogs.find(DSLContext, OrganizationId)",
                        (by, of) -> args(SERVER.bean(DSLContext.class), by.organization())),
                unasked("JournalLogs.current(DSLContext, OrganizationId, Instant)", "finds as JournalLogs.find does"));
    }

    static List<Reading> people() {
        return List.of(
                absent(
                        "Actors.find(OrganizationId, PersonId, UUID, Role)",
                        (by, of) -> args(by.organization(), person(of), of.id("token"), null)),
                absent(
                        "Actors.inTheBackground(OrganizationId, PersonId)",
                        (by, of) -> args(by.organization(), person(of))),
                unasked("ApiTokens.create(Actor, String, Role, Duration)", WRITES),
                unasked("ApiTokens.createFor(String, String, Role, Duration)", "for the command line alone"),
                ours("ApiTokens.of(Actor)", (by, of) -> args(by.actor())),
                absent(
                        "ApiTokens.of(OrganizationId, PersonId)",
                        (by, of) -> args(by.organization(), new PersonId(of.id("ada")))),
                absent("ApiTokens.revoke(Actor, UUID)", (by, of) -> args(by.actor(), of.id("token"))),
                unasked("ApiTokens.actor(String)", SECRET),
                unasked("ChangePassword.change(Actor, String, String, String)", WRITES),
                unasked("DemonstrationOrganization.begin(OrganizationId)", WRITES),
                unasked("DemonstrationOrganization.told(OrganizationId)", WRITES),
                unasked("DemonstrationOrganization.open(OrganizationId, Collection, String)", WRITES),
                unasked("DemonstrationOrganization.close()", WRITES),
                unasked("DemonstrationOrganization.afterSingletonsInstantiated()", WRITES),
                unasked("DemonstrationOrganization.find()", "for the command line alone"),
                unasked("FailedSignIns.areTooMany(String, String, Instant)", "counts attempts, which belong to nobody"),
                unasked("FailedSignIns.record(String, String, Instant)", WRITES),
                unasked("FailedSignIns.forget(String)", WRITES),
                absent(
                        "Holders.of(OrganizationId, Permission, UnitId)",
                        (by, of) -> args(by.organization(), Permission.OBJECTIVES_APPROVE, new UnitId(of.id("root")))),
                absent(
                        "Persons.among(OrganizationId, Collection)",
                        (by, of) -> args(by.organization(), List.of(new PersonId(of.id("ada"))))),
                unasked("Invitations.invite(Actor, PersonId)", WRITES),
                unasked("Invitations.create(OrganizationId, PersonId, String)", WRITES),
                unasked("Invitations.find(String)", SECRET),
                unasked("Invitations.accept(Invited, String, String)", SECRET),
                unasked("Invitations.setPassword(OrganizationId, PersonId, String, Instant)", WRITES),
                ours("Organizations.get(OrganizationId)", (by, of) -> args(by.organization())),
                ours("Organizations.recorded(OrganizationId)", (by, of) -> args(by.organization())),
                unasked("Organizations.change(Actor, Organization, String)", WRITES),
                unasked("Persons.page(Condition, Field, List, int)", "asked through PersonRegister, which says whose"),
                ours("Persons.names(OrganizationId)", (by, of) -> args(by.organization())),
                unasked("Persons.nameThen(OrganizationId, UUID, String)", "asks names, which is asked above"),
                ours("Persons.all(OrganizationId)", (by, of) -> args(by.organization())),
                absent("Persons.get(OrganizationId, PersonId)", (by, of) -> args(by.organization(), person(of))),
                absent(
                        "Persons.activeAmong(OrganizationId, Set)",
                        (by, of) -> args(by.organization(), Set.of(of.id("person")))),
                ours("LegalHolds.standing(OrganizationId)", (by, of) -> args(by.organization())),
                absent(
                        "LegalHolds.against(OrganizationId, PersonId, LocalDate)",
                        (by, of) -> args(by.organization(), new PersonId(of.id("bea")), LocalDate.EPOCH)),
                absent(
                        "LegalHolds.subjects(OrganizationId, Collection)",
                        (by, of) -> args(by.organization(), List.of(of.id("hold")))),
                unasked("LegalHolds.place(Actor, Optional, String, Optional)", WRITES),
                unasked("LegalHolds.inTurn(OrganizationId)", "reads no row"),
                unasked("LegalHolds.lift(Actor, UUID, String)", WRITES),
                unasked("ErasePerson.erase(Actor, PersonId, String)", WRITES),
                unasked("ErasePerson.isErased(String)", "reads no row"),
                unasked("ErasePerson.refusal(Person)", "reads no row"),
                unasked("ErasePerson.called(OrganizationId, PersonId)", "answers with what it is asked for"),
                unasked(
                        "Persons.strangersAmong(OrganizationId, Set)",
                        "answers with what it is asked for; a foreign member of a team is refused by HandlersTest"),
                absent(
                        "Persons.emailIsTaken(OrganizationId, String, UUID)",
                        (by, of) -> args(by.organization(), of.ada.email(), null)),
                unasked("Persons.add(OrganizationId, UUID, PersonDetails, UUID, Instant)", WRITES),
                unasked("Persons.change(OrganizationId, PersonId, int, PersonDetails, UUID, String, Instant)", WRITES),
                unasked("Sessions.begin(OrganizationId, PersonId, String, String)", WRITES),
                unasked("Sessions.actor(String)", SECRET),
                ours("Sessions.of(Actor)", (by, of) -> args(by.actor())),
                absent(
                        "Sessions.all(OrganizationId, PersonId)",
                        (by, of) -> args(by.organization(), new PersonId(of.id("ada")))),
                absent("Sessions.revoke(Actor, UUID)", (by, of) -> args(by.actor(), of.id("session"))),
                ours("Teams.all(OrganizationId)", (by, of) -> args(by.organization())),
                absent(
                        "Teams.get(OrganizationId, TeamId)",
                        (by, of) -> args(by.organization(), new TeamId(of.id("team")))),
                unasked("Teams.add(Actor, String, String, List)", WRITES),
                unasked("Teams.change(Actor, TeamId, int, String, String, List, String)", WRITES),
                ours("Units.tree(OrganizationId)", (by, of) -> args(by.organization())),
                absent(
                        "Units.get(OrganizationId, UnitId)",
                        (by, of) -> args(by.organization(), new UnitId(of.id("unit")))),
                unasked("Units.add(OrganizationId, UUID, UnitDetails, UUID, Instant)", WRITES),
                unasked("Units.change(OrganizationId, UnitId, int, UnitDetails, UUID, String, Instant)", WRITES),
                unasked("Units.lockTree(OrganizationId)", "takes the organization's own row, and tells nothing"));
    }

    static List<Reading> measurement() {
        return List.of(
                absent(
                        "Approvals.of(OrganizationId, RecordRef)",
                        (by, of) -> args(by.organization(), records(of).getFirst())),
                absent(
                        "Approvals.subjects(OrganizationId, Collection)",
                        (by, of) -> args(by.organization(), List.of(of.id("approval")))),
                unasked(
                        "Approvals.record(Actor, RecordRef, int, ApprovableContent, Decision, String, Map, boolean, Instant)",
                        WRITES),
                absent("Batches.of(OrganizationId, List)", (by, of) -> args(by.organization(), List.of(kpi(of)))),
                ours(
                        "Batches.recorded(OrganizationId, Instant, Instant)",
                        (by, of) -> args(by.organization(), Instant.EPOCH, now())),
                absent(
                        "Batches.kpis(OrganizationId, Collection)",
                        (by, of) -> args(by.organization(), List.of(of.id("batch")))),
                absent(
                        "Batches.writeRows(OrganizationId, UUID, OutputStream)",
                        (by, of) -> args(by.organization(), of.id("batch"), new ByteArrayOutputStream())),
                absent(
                        "Batches.withDigest(OrganizationId, KpiId, Hash)",
                        (by, of) -> args(by.organization(), kpi(of), hash(of, "batchDigest"))),
                unasked("Kpis.kpi(KpiRecord)", "reads no row"),
                ours("KpiRegister.page(OrganizationId, Query)", (by, of) -> args(by.organization(), EVERY_KPI)),
                ours("Kpis.all(OrganizationId)", (by, of) -> args(by.organization())),
                absent("Kpis.get(OrganizationId, KpiId)", (by, of) -> args(by.organization(), kpi(of))),
                absent("Kpis.among(OrganizationId, Collection)", (by, of) -> args(by.organization(), List.of(kpi(of)))),
                absent("Kpis.byReference(OrganizationId, String)", (by, of) -> args(by.organization(), of.word)),
                absent(
                        "Kpis.referenceIsTaken(OrganizationId, String, KpiId)",
                        (by, of) -> args(by.organization(), of.word, new KpiId(of.id("team")))),
                ours("Kpis.nextReference(OrganizationId)", "KPI-001", (by, of) -> args(by.organization())),
                unasked("Kpis.add(OrganizationId, KpiId, Definition, UUID, String, Instant)", WRITES),
                unasked("Kpis.change(OrganizationId, KpiId, int, Definition, boolean, UUID, String, Instant)", WRITES),
                unasked("MeasurementWriter.open()", "an intake of rows"),
                unasked("MeasurementWriter.one(OrganizationId, Batch, Good)", WRITES),
                unasked(
                        "MeasurementWriter.rowLeaf(Instant, int, BigDecimal, LocalDate, String, byte[])",
                        "reads no row"),
                absent(
                        "MeasurementWriter.writeRows(OrganizationId, UUID, OutputStream)",
                        (by, of) -> args(by.organization(), of.id("batch"), new ByteArrayOutputStream())),
                absent(
                        "Measurements.page(OrganizationId, KpiId, Optional, int)",
                        (by, of) -> args(by.organization(), kpi(of), Optional.empty(), 9)),
                absent(
                        "Measurements.pageAfter(OrganizationId, KpiId, Instant, int, int)",
                        (by, of) -> args(by.organization(), kpi(of), now(), 0, 9)),
                absent(
                        "Measurements.newest(OrganizationId, KpiId, int)",
                        (by, of) -> args(by.organization(), kpi(of), 9)),
                absent(
                        "Measurements.newest(OrganizationId, Collection, Instant, int)",
                        (by, of) -> args(by.organization(), List.of(kpi(of)), now(), 9)),
                absent(
                        "Measurements.lastBefore(OrganizationId, Collection, Instant)",
                        (by, of) ->
                                args(by.organization(), List.of(new Measurements.LastBefore(kpi(of), now())), now())),
                absent(
                        "Measurements.counts(OrganizationId, Collection, Instant)",
                        (by, of) -> args(by.organization(), List.of(kpi(of)), now())),
                absent(
                        "Measurements.latest(OrganizationId, Collection)",
                        (by, of) -> args(by.organization(), List.of(kpi(of)))),
                absent(
                        "Measurements.effective(OrganizationId, KpiId, Instant)",
                        (by, of) -> args(by.organization(), kpi(of), Instant.parse(of.of("measuredAt")))),
                absent("Measurements.count(OrganizationId, KpiId)", (by, of) -> args(by.organization(), kpi(of))),
                unasked("Uploads.add(Actor, UUID, KpiId, String, Hash, long)", WRITES),
                unasked("Uploads.putPart(OrganizationId, UUID, int, byte[])", WRITES),
                absent(
                        "Uploads.part(OrganizationId, UUID, int)",
                        (by, of) -> args(by.organization(), of.id("upload"), 0)),
                unasked("Uploads.queued(OrganizationId, UUID)", "there is none but in the middle of a job"),
                unasked("Uploads.queue(OrganizationId, UUID, ChosenMapping)", WRITES),
                unasked("Uploads.progress(OrganizationId, UUID, int)", WRITES),
                unasked("Uploads.finish(OrganizationId, UUID, UploadOutcome)", WRITES),
                unasked("Uploads.deleteBefore(OrganizationId, Instant)", WRITES),
                absent("Uploads.get(Actor, KpiId, UUID)", (by, of) -> args(by.actor(), kpi(of), of.id("upload"))));
    }

    static KpiId kpi(Filled of) {
        return new KpiId(of.id("kpi"));
    }

    static Instant now() {
        return SERVER.clock().instant();
    }

    static List<RecordRef> records(Filled of) {
        return List.of(new RecordRef("objective", of.id("objective")), new RecordRef("kpi", of.id("kpi")));
    }

    private static PersonId person(Filled of) {
        return new PersonId(of.id("person"));
    }

    private static Hash hash(Filled of, String name) {
        return Hash.fromBytes(HexFormat.of().parseHex(of.of(name)));
    }

    private static Proofs.Head head(Filled of) {
        return SERVER.bean(Transactions.class)
                .read(
                        of.organization.id(),
                        () -> SERVER.bean(Proofs.class)
                                .head(of.organization.id())
                                .orElseThrow());
    }
}
