package sextant.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.documents.Checkpoints;
import sextant.documents.SealedUnder;
import sextant.journal.Proofs;
import sextant.journal.RecordRef;
import sextant.journal.Revisions;
import sextant.journal.Sequencer;
import sextant.ledger.Malformed;
import sextant.ledger.Manifest;
import sextant.ledger.PackFormat;
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
 * objectives with the salts of their commitments, the proof that each is in the log, the measurements' rows, the documents and
 * the signed checkpoint. One objective is held at a time, however many there are. The finished pack is verified before anybody
 * gets it.
 */
@Component
class PackWriter {
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
     * @throws PackFile.Full when its documents alone are more files than a verifier reads
     */
    SealedUnder write(Actor actor, EvidencePack wanted, Path file, IntConsumer progress) {
        Building building = begin(actor, wanted, progress);
        try {
            return write(building, file, building.objectives().size() > PackDocuments.MOST_PRINTED, progress);
        } catch (PackFile.Full full) {
            // Few objectives can have very many records behind them.
            return write(building, file, true, progress);
        }
    }

    private Building begin(Actor actor, EvidencePack wanted, IntConsumer progress) {
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
        return new Building(actor, wanted, moment, head, checkpoint, objectives);
    }

    /** @param listed in the format that lists the leaves instead of proving each record */
    SealedUnder write(Actor actor, EvidencePack wanted, Path file, boolean listed) {
        return write(begin(actor, wanted, percent -> {}), file, listed, percent -> {});
    }

    /** What a pack is built of: all of it under one head and as of one moment. */
    private record Building(
            Actor actor,
            EvidencePack wanted,
            Instant moment,
            Proofs.Head head,
            SealedUnder checkpoint,
            List<Objective> objectives) {}

    private SealedUnder write(Building it, Path file, boolean listed, IntConsumer progress) {
        Actor actor = it.actor();
        OrganizationId organization = actor.organization();
        try (PackFile pack = new PackFile(file);
                RecordFiles files = listed
                        ? new ListedFiles(pack, proofs, organization, it.head())
                        : new ProvedFiles(pack, proofs, organization, it.head())) {
            pack.add("checkpoint.txt", it.head().note());
            pack.add("key.txt", proofs.verifierKey(it.head()).vkey() + "\n");
            pack.add("VERIFY.md", guide());
            Map<ObjectiveId, String> names = documents.names(it.wanted(), it.objectives());
            Set<RecordRef> held = new HashSet<>();
            for (int i = 0; i < it.objectives().size(); i++) {
                Objective objective = it.objectives().get(i);
                addRecords(files, organization, gather(it, objective, held, files.wantsProofs()));
                documents.write(pack, actor, objective, it.moment(), it.checkpoint(), names);
                progress.accept(GATHERED
                        + (OBJECTIVES_WRITTEN - GATHERED)
                                * (i + 1)
                                / it.objectives().size());
            }
            documents.writeRegister(pack, actor, it.wanted(), it.moment(), names);
            transactions.read(organization, () -> {
                files.finish();
                return true;
            });
            seal(pack, it, files.format());
        }
        verify(file);
        progress.accept(VERIFIED);
        return it.checkpoint();
    }

    private Sheaf gather(Building it, Objective objective, Set<RecordRef> held, boolean withProofs) {
        OrganizationId organization = it.actor().organization();
        PackRecords.Behind behind = transactions.read(
                organization, it.wanted().asOf(), () -> records.behind(organization, objective, held, it.moment()));
        List<Revisions.Raw> proved = behind.revisions().stream()
                .filter(raw -> raw.leafIndex()
                        .filter(index -> index < it.head().size())
                        .isPresent())
                .toList();
        Set<UUID> provedIds = proved.stream().map(raw -> raw.record().id()).collect(Collectors.toSet());
        List<TlogProof> inclusion = withProofs
                ? transactions.read(
                        organization,
                        () -> proofs.inclusion(
                                organization,
                                it.head(),
                                proved.stream()
                                        .map(raw -> raw.leafIndex().orElseThrow())
                                        .toList()))
                : List.of();
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
    private void addRecords(RecordFiles files, OrganizationId organization, Sheaf sheaf) {
        files.add(sheaf.revisions(), sheaf.inclusion());
        for (Batches.Batch batch : sheaf.measured())
            transactions.read(organization, () -> {
                files.addRows(batch.id(), out -> batches.writeRows(organization, batch.id(), out));
                return true;
            });
    }

    private void seal(PackFile pack, Building it, PackFormat format) {
        Manifest manifest = new Manifest(
                format,
                it.wanted().asOf().isPresent() ? clock.instant() : it.moment(),
                new Manifest.Organization(
                        it.actor().organization().toString(), it.actor().organizationName()),
                documents.subject(it.actor(), it.wanted(), it.objectives()),
                it.wanted().asOf().orElse(null),
                pack.entries());
        pack.addUnlisted(Manifest.PATH, manifest.bytes());
        pack.addUnlisted(
                Manifest.NOTE_PATH,
                proofs.sign(it.head(), Manifest.noteText(format, manifest.bytes()))
                        .encoded()
                        .getBytes(StandardCharsets.UTF_8));
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
