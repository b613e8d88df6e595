package sextant.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import sextant.documents.SealedUnder;
import sextant.evidence.EvidencePack.Finished;
import sextant.ledger.Hash;
import sextant.notifications.Fact;
import sextant.notifications.Matter;
import sextant.notifications.News;
import sextant.notifications.Tell;
import sextant.people.Actor;
import sextant.people.Actors;
import sextant.people.PersonId;
import sextant.platform.Forbidden;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;
import sextant.platform.jobs.Job;

/** Builds one requested pack, with the permissions its requester has by then, and keeps the file in parts. */
@Component
class BuildEvidencePack implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(BuildEvidencePack.class);
    /** In bytes; every part but the last is as long. */
    static final int PART = 4 << 20;

    private final EvidencePacks packs;
    private final PackWriter writer;
    private final Actors actors;
    private final Tell tell;
    private final Transactions transactions;
    private final Clock clock;

    BuildEvidencePack(
            EvidencePacks packs, PackWriter writer, Actors actors, Tell tell, Transactions transactions, Clock clock) {
        this.packs = packs;
        this.writer = writer;
        this.actors = actors;
        this.tell = tell;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Nobody waits for it any longer. */
    private static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static String thing(OrganizationId organization, PackId pack) {
        return organization + "/" + pack;
    }

    @Override
    public String name() {
        return "evidence-pack";
    }

    @Override
    public void run(String thing) {
        OrganizationId organization = new OrganizationId(UUID.fromString(thing.substring(0, thing.indexOf('/'))));
        PackId id = PackId.of(thing.substring(thing.indexOf('/') + 1));
        Optional<EvidencePack> pack = transactions.read(organization, () -> packs.find(organization, id));
        if (pack.filter(it -> it.state().isOpen()).isEmpty()) return;
        try {
            Actor actor = actors.inTheBackground(
                            organization, new PersonId(pack.get().requestedBy()))
                    .orElseThrow(() -> new Forbidden(""));
            build(actor, pack.get());
        } catch (Forbidden | NotFound refused) {
            fail(organization, id, "not-allowed");
        } catch (PackFile.Full full) {
            fail(organization, id, "too-many-files");
        } catch (Cancelled cancelled) {
            transactions.writing(organization, () -> packs.deleteParts(organization, id));
        } catch (RuntimeException failure) {
            LOG.error("the evidence pack {} could not be built", id, failure);
            fail(organization, id, "broken");
        }
    }

    private void build(Actor actor, EvidencePack pack) {
        Path file = temporaryFile();
        try {
            SealedUnder checkpoint = writer.write(actor, pack, file, percent -> progress(actor, pack, percent));
            keep(actor.organization(), pack.id(), file, checkpoint);
        } finally {
            delete(file);
        }
    }

    private void progress(Actor actor, EvidencePack pack, int percent) {
        boolean wanted = transactions.write(
                actor.organization(), () -> packs.progress(actor.organization(), pack.id(), percent));
        if (!wanted) throw new Cancelled();
    }

    private void keep(OrganizationId organization, PackId id, Path file, SealedUnder checkpoint) {
        // Of a node that died in the middle, some parts may be there already.
        transactions.writing(organization, () -> packs.deleteParts(organization, id));
        try (InputStream plain = Files.newInputStream(file);
                DigestInputStream in = new DigestInputStream(plain, MessageDigest.getInstance("SHA-256"))) {
            int number = 0;
            for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
                byte[] content = part;
                int place = number++;
                transactions.writing(organization, () -> packs.putPart(organization, id, place, content));
            }
            Instant now = clock.instant();
            Finished finished = new Finished(
                    checkpoint,
                    Files.size(file),
                    Hash.fromBytes(in.getMessageDigest().digest()),
                    now,
                    now.plus(EvidencePack.KEPT));
            boolean wanted = transactions.write(organization, () -> {
                boolean ready = packs.finish(organization, id, finished);
                if (ready) packs.find(organization, id).ifPresent(pack -> tell(organization, pack, "pack-ready"));
                return ready;
            });
            if (!wanted) throw new Cancelled();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fail(OrganizationId organization, PackId id, String code) {
        transactions.writing(organization, () -> {
            packs.fail(organization, id, code, clock.instant());
            packs.find(organization, id)
                    .filter(pack -> pack.state() == EvidencePack.State.FAILED)
                    .ifPresent(pack -> tell(organization, pack, "pack-failed"));
        });
    }

    /** Whoever asked for it may have gone elsewhere meanwhile. */
    private void tell(OrganizationId organization, EvidencePack pack, String outcome) {
        boolean one = pack.scope() instanceof PackScope.OfObjective;
        boolean named = one || pack.scope() instanceof PackScope.OfUnit;
        String what = one ? pack.reference() : named ? pack.title() : String.valueOf(pack.objectives());
        tell.tell(
                organization,
                Set.of(new PersonId(pack.requestedBy())),
                new News(
                        Matter.JOB,
                        named ? outcome : outcome + "-of-many",
                        outcome + "/" + pack.id(),
                        "/evidence-packs/" + pack.id(),
                        List.of(Fact.text(what)),
                        ""));
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("evidence-", ".zip");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("a temporary file stays behind: {}", file);
        }
    }
}
