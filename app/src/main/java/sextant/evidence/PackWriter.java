package sextant.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.documents.Checkpoints;
import sextant.documents.SealedUnder;
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
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.people.Actor;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/**
 * Writes an evidence pack as {@code VERIFY.md} in the ledger describes it: every revision of the records behind its
 * objectives with the salts of their commitments, one inclusion proof each, the measurements' rows, the documents and the
 * signed checkpoint. One objective is held at a time, however many there are. The finished pack is verified before anybody
 * gets it.
 */
@Component
class PackWriter {
    private static final int CHECKPOINTS = 1_000;
    private static final int GATHERED = 5;
    private static final int OBJECTIVES_WRITTEN = 85;
    private static final int VERIFIED = 95;

    private final PackContents contents;
    private final PackRecords records;
    private final PackDocuments documents;
    private final Batches batches;
    private final Sequencer sequencer;
    private final Proofs proofs;
    private final Checkpoints checkpoints;
    private final Transactions transactions;
    private final Clock clock;

    PackWriter(
            PackContents contents,
            PackRecords records,
            PackDocuments documents,
            Batches batches,
            Sequencer sequencer,
            Proofs proofs,
            Checkpoints checkpoints,
            Transactions transactions,
            Clock clock) {
        this.contents = contents;
        this.records = records;
        this.documents = documents;
        this.batches = batches;
        this.sequencer = sequencer;
        this.proofs = proofs;
        this.checkpoints = checkpoints;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What is written of one objective: the revisions that are under the head, with their proofs. */
    private record Sheaf(List<Revisions.Raw> revisions, List<TlogProof> inclusion, List<Batches.Batch> measured) {}

    /**
     * Writes the pack to the file, and checks it as an auditor would. All of it is under one checkpoint and as of one
     * moment; whatever comes later is left out.
     *
     * @param progress is told the percentage done, at least once for each objective
     * @throws PackFile.Full when it would have more files than a verifier reads
     */
    SealedUnder write(Actor actor, EvidencePack wanted, Path file, IntConsumer progress) {
        Instant moment = wanted.asOf().orElseGet(clock::instant);
        progress.accept(0);
        sequencer.sequence(actor.organization());
        Proofs.Head head = transactions.read(
                actor.organization(), () -> proofs.head(actor.organization()).orElseThrow());
        SealedUnder checkpoint = transactions.read(actor.organization(), () -> checkpoints.of(head));
        List<Objective> objectives = contents.of(actor, wanted.scope(), wanted.asOf()).stream()
                .filter(one -> wanted.units().contains(PackContents.unitOf(one)))
                .toList();
        if (objectives.isEmpty()) throw new NotFound("objective");
        progress.accept(GATHERED);
        try (PackFile pack = new PackFile(file)) {
            pack.add("checkpoint.txt", head.note());
            pack.add("key.txt", proofs.verifierKey(head).vkey() + "\n");
            pack.add("VERIFY.md", guide());
            Map<ObjectiveId, String> names = documents.names(wanted, objectives);
            Set<RecordRef> held = new HashSet<>();
            for (int i = 0; i < objectives.size(); i++) {
                Objective objective = objectives.get(i);
                addRecords(pack, actor.organization(), gather(actor, wanted, objective, head, held, moment));
                documents.write(pack, actor, objective, moment, checkpoint, names);
                progress.accept(GATHERED + (OBJECTIVES_WRITTEN - GATHERED) * (i + 1) / objectives.size());
            }
            documents.writeRegister(pack, actor, wanted, moment, names);
            addConsistency(pack, actor, head);
            seal(pack, actor, wanted, objectives, head, moment);
        }
        verify(file);
        progress.accept(VERIFIED);
        return checkpoint;
    }

    private Sheaf gather(
            Actor actor,
            EvidencePack wanted,
            Objective objective,
            Proofs.Head head,
            Set<RecordRef> held,
            Instant moment) {
        OrganizationId organization = actor.organization();
        PackRecords.Behind behind = transactions.read(
                organization, wanted.asOf(), () -> records.behind(organization, objective, held, moment));
        List<Revisions.Raw> proved = behind.revisions().stream()
                .filter(raw ->
                        raw.leafIndex().filter(index -> index < head.size()).isPresent())
                .toList();
        Set<UUID> provedIds = proved.stream().map(raw -> raw.record().id()).collect(Collectors.toSet());
        List<TlogProof> inclusion = transactions.read(
                organization,
                () -> proofs.inclusion(
                        organization,
                        head,
                        proved.stream()
                                .map(raw -> raw.leafIndex().orElseThrow())
                                .toList()));
        return new Sheaf(
                proved,
                inclusion,
                // A batch that was recorded since the head was taken has no proof under it, so its rows stay out as
                // well.
                behind.measured().stream()
                        .filter(batch -> provedIds.contains(batch.id()))
                        .toList());
    }

    /** Each batch in a transaction of its own: a million rows are no reason to keep one open. */
    private void addRecords(PackFile pack, OrganizationId organization, Sheaf sheaf) {
        for (int i = 0; i < sheaf.revisions().size(); i++)
            addRevision(pack, sheaf.revisions().get(i), sheaf.inclusion().get(i));
        for (Batches.Batch batch : sheaf.measured())
            transactions.read(organization, () -> {
                pack.add(
                        "measurements/" + batch.id() + ".rows.ndjson",
                        out -> batches.writeRows(organization, batch.id(), out));
                return true;
            });
    }

    private static void addRevision(PackFile pack, Revisions.Raw raw, TlogProof proof) {
        String base = raw.record().kind().equals(PackRecords.BATCH)
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
        transactions.read(actor.organization(), () -> {
            Map<Long, Hash> earlier = proofs.earlier(actor.organization(), head, CHECKPOINTS);
            List<Long> sizes = new ArrayList<>(earlier.keySet());
            for (ConsistencyProof proof : proofs.consistency(actor.organization(), head, sizes))
                pack.add(
                        "consistency/" + proof.from() + ".json",
                        new PackConsistency(Objects.requireNonNull(earlier.get(proof.from())), proof).bytes());
            return true;
        });
    }

    private void seal(
            PackFile pack,
            Actor actor,
            EvidencePack wanted,
            List<Objective> objectives,
            Proofs.Head head,
            Instant moment) {
        Manifest manifest = new Manifest(
                wanted.asOf().isPresent() ? clock.instant() : moment,
                new Manifest.Organization(actor.organization().toString(), actor.organizationName()),
                documents.subject(actor, wanted, objectives),
                wanted.asOf().orElse(null),
                pack.entries());
        pack.addUnlisted(Manifest.PATH, manifest.bytes());
        pack.addUnlisted(
                Manifest.NOTE_PATH,
                proofs.sign(head, Manifest.noteText(manifest.bytes())).encoded().getBytes(StandardCharsets.UTF_8));
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
}
