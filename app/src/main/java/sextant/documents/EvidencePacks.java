package sextant.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.approval.Approval;
import sextant.approval.Approvals;
import sextant.journal.Proofs;
import sextant.journal.RecordRef;
import sextant.journal.Revisions;
import sextant.journal.Sequencer;
import sextant.ledger.CanonicalJson;
import sextant.ledger.ConsistencyProof;
import sextant.ledger.Hash;
import sextant.ledger.Malformed;
import sextant.ledger.Manifest;
import sextant.ledger.PackConsistency;
import sextant.ledger.PackVerdict;
import sextant.ledger.PackVerifier;
import sextant.ledger.TlogProof;
import sextant.measurement.Batches;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Objectives;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.platform.database.Transactions;

/**
 * Builds the evidence pack of one objective as {@code VERIFY.md} in the ledger describes it: every revision of the records
 * behind it with the salts of their commitments, one inclusion proof each, the measurements' rows, and the signed
 * checkpoint. The finished pack is verified before anybody gets it.
 */
@Component
public class EvidencePacks {
    private static final int CHECKPOINTS = 1_000;
    private static final String BATCH = "measurement-batch";

    private final Objectives objectives;
    private final Approvals approvals;
    private final Batches batches;
    private final Revisions revisions;
    private final Sequencer sequencer;
    private final Proofs proofs;
    private final Transactions transactions;
    private final Clock clock;

    EvidencePacks(
            Objectives objectives,
            Approvals approvals,
            Batches batches,
            Revisions revisions,
            Sequencer sequencer,
            Proofs proofs,
            Transactions transactions,
            Clock clock) {
        this.objectives = objectives;
        this.approvals = approvals;
        this.batches = batches;
        this.revisions = revisions;
        this.sequencer = sequencer;
        this.proofs = proofs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Writes the pack to the file, and checks it as an auditor would. */
    public void build(Actor actor, ObjectiveId id, Path file) {
        Objective objective = transactions.read(actor.organization(), () -> objectives.get(actor.organization(), id));
        actor.require(Permission.EVIDENCE_BUILD, objective.shown().content().unit());
        sequencer.sequence(actor.organization());
        transactions.read(actor.organization(), () -> {
            write(actor, objective, file);
            return true;
        });
        verify(file);
    }

    private void write(Actor actor, Objective objective, Path file) {
        Proofs.Head head = proofs.head(actor.organization()).orElseThrow();
        List<Batches.Batch> measured = batches.of(actor.organization(), kpis(actor, objective));
        List<Revisions.Raw> all = revisions.rawOf(actor.organization(), records(actor, objective, measured)).stream()
                .filter(raw ->
                        raw.leafIndex().filter(index -> index < head.size()).isPresent())
                .toList();
        List<TlogProof> inclusion = proofs.inclusion(
                actor.organization(),
                head,
                all.stream().map(raw -> raw.leafIndex().orElseThrow()).toList());
        try (PackFile pack = new PackFile(file)) {
            pack.add("checkpoint.txt", head.note());
            pack.add("key.txt", proofs.verifierKey(head).vkey() + "\n");
            pack.add("VERIFY.md", guide());
            for (int i = 0; i < all.size(); i++) addRevision(pack, all.get(i), inclusion.get(i));
            // A batch that was recorded since the head was taken has no proof under it, so its rows stay out as well.
            for (Batches.Batch batch : measured.stream()
                    .filter(one ->
                            all.stream().anyMatch(raw -> raw.record().id().equals(one.id())))
                    .toList())
                pack.add(
                        "measurements/" + batch.id() + ".rows.ndjson",
                        out -> batches.writeRows(actor.organization(), batch.id(), out));
            addConsistency(pack, actor, head);
            pack.add("documents/objective.json", summary(objective));
            Manifest manifest = new Manifest(
                    clock.instant(),
                    new Manifest.Organization(actor.organization().toString(), actor.organizationName()),
                    new Manifest.Subject(
                            Objectives.KIND,
                            objective.id().toString(),
                            objective.shown().content().title()),
                    null,
                    pack.entries());
            pack.addUnlisted(Manifest.PATH, manifest.bytes());
            pack.addUnlisted(
                    Manifest.NOTE_PATH,
                    proofs.sign(head, Manifest.noteText(manifest.bytes()))
                            .encoded()
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The objective, its versions and plan, the decisions on it, its KPIs and their measurements, and who took part. */
    private Set<RecordRef> records(Actor actor, Objective objective, List<Batches.Batch> measured) {
        Set<RecordRef> records = new LinkedHashSet<>();
        records.add(objective.record());
        records.add(new RecordRef("plan", objective.id().value()));
        records.add(new RecordRef("organization", actor.organization().value()));
        for (Objective.Version version : objectives.versions(actor.organization(), objective.id())) {
            records.add(version.record());
            records.add(new RecordRef("unit", version.content().unit().value()));
            version.content().owner().ifPresent(owner -> records.add(new RecordRef("person", owner.value())));
            version.writers().forEach(writer -> records.add(new RecordRef("person", writer.value())));
        }
        for (Approval decision : approvals.of(actor.organization(), objective.record())) {
            records.add(new RecordRef(Approvals.KIND, decision.id()));
            records.add(new RecordRef("person", decision.decidedBy()));
        }
        kpis(actor, objective).forEach(kpi -> records.add(new RecordRef(Kpis.KIND, kpi.value())));
        measured.forEach(batch -> records.add(new RecordRef(BATCH, batch.id())));
        return records;
    }

    /** Of every version, since an approval may name a KPI that a later version no longer uses. */
    private List<KpiId> kpis(Actor actor, Objective objective) {
        return objectives.versions(actor.organization(), objective.id()).stream()
                .flatMap(version -> version.content().targets().stream())
                .map(ObjectiveTarget::kpi)
                .distinct()
                .toList();
    }

    private static void addRevision(PackFile pack, Revisions.Raw raw, TlogProof proof) {
        String base = raw.record().kind().equals(BATCH)
                ? "measurements/" + raw.record().id()
                : "records/" + raw.record().kind() + "/" + raw.record().id() + "/" + raw.number();
        pack.add(base + ".json", raw.leaf());
        pack.add(base + ".tlog-proof", proof.encoded());
        if (raw.values().isEmpty()) return;
        Map<String, @Nullable Object> disclosed = new HashMap<>();
        raw.values().forEach((pointer, value) -> {
            Map<String, @Nullable Object> one = new HashMap<>();
            one.put(
                    "salt",
                    Base64.getEncoder()
                            .encodeToString(Objects.requireNonNull(raw.salts().get(pointer))));
            one.put(
                    "value",
                    CanonicalJson.parse(("{\"v\":" + value + "}").getBytes(StandardCharsets.UTF_8))
                            .get("v"));
            disclosed.put(pointer, one);
        });
        pack.add(base + ".disclosed.json", CanonicalJson.bytes(disclosed));
    }

    private void addConsistency(PackFile pack, Actor actor, Proofs.Head head) {
        Map<Long, Hash> earlier = proofs.earlier(actor.organization(), head, CHECKPOINTS);
        List<Long> sizes = new ArrayList<>(earlier.keySet());
        for (ConsistencyProof proof : proofs.consistency(actor.organization(), head, sizes))
            pack.add(
                    "consistency/" + proof.from() + ".json",
                    new PackConsistency(Objects.requireNonNull(earlier.get(proof.from())), proof).bytes());
    }

    /** The objective as data, for programs that read the pack; people read the records. */
    private static byte[] summary(Objective objective) {
        Map<String, @Nullable Object> summary = new HashMap<>();
        summary.put("reference", objective.reference());
        summary.put("version", objective.shown().number());
        summary.put("stage", objective.shown().stage().code());
        summary.put("title", objective.shown().content().title());
        summary.put("purpose", objective.shown().content().purpose());
        summary.put("rationale", objective.shown().content().rationale());
        return CanonicalJson.bytes(summary);
    }

    private static byte[] guide() {
        try (InputStream guide = Manifest.class.getResourceAsStream("/sextant/ledger/VERIFY.md")) {
            return Objects.requireNonNull(guide, "the ledger has its guide with it")
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void verify(Path file) {
        try {
            if (new PackVerifier().verify(file, Optional.empty(), Optional.empty())
                    instanceof PackVerdict.DoesNotHold wrong)
                throw new IllegalStateException("the pack just built does not hold: " + wrong);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file that only we can read, to be deleted by the caller. */
    public static Path temporaryFile() {
        try {
            return Files.createTempFile("evidence-", ".zip");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
