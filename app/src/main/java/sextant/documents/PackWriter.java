package sextant.documents;

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
import sextant.documents.EvidencePack.SealedUnder;
import sextant.journal.Proofs;
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
import sextant.objectives.Objectives;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/**
 * Writes the evidence pack of one objective as {@code VERIFY.md} in the ledger describes it: every revision of the records
 * behind it with the salts of their commitments, one inclusion proof each, the measurements' rows, the documents and the
 * signed checkpoint. The finished pack is verified before anybody gets it.
 */
@Component
class PackWriter {
    private static final int CHECKPOINTS = 1_000;
    private static final int GATHERED = 15;
    private static final int RECORDS_WRITTEN = 30;
    private static final int ROWS_WRITTEN = 70;
    private static final int DOCUMENTS_WRITTEN = 80;
    private static final int VERIFIED = 95;

    private final Objectives objectives;
    private final PackRecords records;
    private final Batches batches;
    private final Sequencer sequencer;
    private final Proofs proofs;
    private final Checkpoints checkpoints;
    private final ObjectiveDocuments documents;
    private final ObjectivePdf pdf;
    private final Transactions transactions;
    private final Clock clock;

    PackWriter(
            Objectives objectives,
            PackRecords records,
            Batches batches,
            Sequencer sequencer,
            Proofs proofs,
            Checkpoints checkpoints,
            ObjectiveDocuments documents,
            ObjectivePdf pdf,
            Transactions transactions,
            Clock clock) {
        this.objectives = objectives;
        this.records = records;
        this.batches = batches;
        this.sequencer = sequencer;
        this.proofs = proofs;
        this.checkpoints = checkpoints;
        this.documents = documents;
        this.pdf = pdf;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What is written, all under one checkpoint and as of one moment; whatever comes later is left out. */
    private record Sheaf(
            Objective objective,
            Instant moment,
            Proofs.Head head,
            List<Revisions.Raw> revisions,
            List<TlogProof> inclusion,
            List<Batches.Batch> measured) {}

    /**
     * Writes the pack to the file, and checks it as an auditor would.
     *
     * @param progress is told the percentage done
     */
    SealedUnder write(Actor actor, ObjectiveId id, Path file, IntConsumer progress) {
        Instant moment = clock.instant();
        progress.accept(0);
        sequencer.sequence(actor.organization());
        Sheaf sheaf = transactions.read(actor.organization(), () -> gather(actor, id, moment));
        progress.accept(GATHERED);
        try (PackFile pack = new PackFile(file)) {
            pack.add("checkpoint.txt", sheaf.head().note());
            pack.add("key.txt", proofs.verifierKey(sheaf.head()).vkey() + "\n");
            pack.add("VERIFY.md", guide());
            for (int i = 0; i < sheaf.revisions().size(); i++)
                addRevision(pack, sheaf.revisions().get(i), sheaf.inclusion().get(i));
            progress.accept(RECORDS_WRITTEN);
            addRows(pack, actor.organization(), sheaf.measured(), progress);
            addConsistency(pack, actor, sheaf.head());
            addDocuments(pack, actor, sheaf);
            progress.accept(DOCUMENTS_WRITTEN);
            seal(pack, actor, sheaf);
        }
        verify(file);
        progress.accept(VERIFIED);
        return checkpoints.of(sheaf.head());
    }

    private Sheaf gather(Actor actor, ObjectiveId id, Instant moment) {
        OrganizationId organization = actor.organization();
        Objective objective = objectives.get(organization, id);
        actor.require(Permission.EVIDENCE_BUILD, objective.shown().content().unit());
        Proofs.Head head = proofs.head(organization).orElseThrow();
        PackRecords.Behind behind = records.behind(organization, objective);
        List<Revisions.Raw> proved = behind.revisions().stream()
                .filter(raw ->
                        raw.leafIndex().filter(index -> index < head.size()).isPresent())
                .toList();
        Set<UUID> provedIds = proved.stream().map(raw -> raw.record().id()).collect(Collectors.toSet());
        return new Sheaf(
                objective,
                moment,
                head,
                proved,
                proofs.inclusion(
                        organization,
                        head,
                        proved.stream()
                                .map(raw -> raw.leafIndex().orElseThrow())
                                .toList()),
                // A batch that was recorded since the head was taken has no proof under it, so its rows stay out as
                // well.
                behind.measured().stream()
                        .filter(batch -> provedIds.contains(batch.id()))
                        .toList());
    }

    private void seal(PackFile pack, Actor actor, Sheaf sheaf) {
        Manifest manifest = new Manifest(
                sheaf.moment(),
                new Manifest.Organization(actor.organization().toString(), actor.organizationName()),
                new Manifest.Subject(
                        Objectives.KIND,
                        sheaf.objective().id().toString(),
                        sheaf.objective().shown().content().title()),
                null,
                pack.entries());
        pack.addUnlisted(Manifest.PATH, manifest.bytes());
        pack.addUnlisted(
                Manifest.NOTE_PATH,
                proofs.sign(sheaf.head(), Manifest.noteText(manifest.bytes()))
                        .encoded()
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Each batch in a transaction of its own: a million rows are no reason to keep one open. */
    private void addRows(
            PackFile pack, OrganizationId organization, List<Batches.Batch> measured, IntConsumer progress) {
        long all = measured.stream().mapToLong(Batches.Batch::rows).sum();
        long written = 0;
        for (Batches.Batch batch : measured) {
            transactions.read(organization, () -> {
                pack.add(
                        "measurements/" + batch.id() + ".rows.ndjson",
                        out -> batches.writeRows(organization, batch.id(), out));
                return true;
            });
            written += batch.rows();
            progress.accept(RECORDS_WRITTEN + (int) ((ROWS_WRITTEN - RECORDS_WRITTEN) * written / Math.max(1, all)));
        }
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

    private void addDocuments(PackFile pack, Actor actor, Sheaf sheaf) {
        ObjectiveDocument document = transactions.read(
                actor.organization(),
                Optional.of(sheaf.moment()),
                () -> documents.asOf(actor, sheaf.objective().id(), sheaf.moment(), checkpoints.of(sheaf.head())));
        pack.add("documents/objective.json", new ObjectiveJson(actor, document).bytes());
        pack.add("documents/objective.pdf", pdf.bytes(actor, document));
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
