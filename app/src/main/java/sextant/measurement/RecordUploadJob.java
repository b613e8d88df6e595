package sextant.measurement;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import sextant.measurement.RecordMeasurements.Result;
import sextant.measurement.intake.Limits;
import sextant.measurement.intake.Rows;
import sextant.people.Actor;
import sextant.people.Actors;
import sextant.people.PersonId;
import sextant.platform.Forbidden;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;
import sextant.platform.jobs.Job;

/**
 * Records one large upload, with the permissions its sender has by then. The measurements and the word that they are
 * recorded are written in one transaction: a node that dies in the middle leaves nothing, and the next one begins again.
 */
@Component
class RecordUploadJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(RecordUploadJob.class);
    private static final long TOLD_EVERY_MILLIS = 500;

    /** How much of the work reading is, in percent; the rest is writing. */
    private static final int READING = 40;

    private final Uploads uploads;
    private final KeepUpload files;
    private final RecordMeasurements record;
    private final Actors actors;
    private final Transactions transactions;

    RecordUploadJob(
            Uploads uploads, KeepUpload files, RecordMeasurements record, Actors actors, Transactions transactions) {
        this.uploads = uploads;
        this.files = files;
        this.record = record;
        this.actors = actors;
        this.transactions = transactions;
    }

    static String thing(OrganizationId organization, UUID upload) {
        return organization + "/" + upload;
    }

    /** The result's outcome is written with the measurements, or, of a refusal, when they are undone. */
    static Result inOneStep(
            Transactions transactions, Uploads uploads, Actor actor, Upload upload, Supplier<Result> work) {
        OrganizationId organization = actor.organization();
        Result result = transactions.writeUnless(organization, RecordMeasurements::isRefusal, () -> {
            Result done = work.get();
            if (!RecordMeasurements.isRefusal(done))
                uploads.finish(organization, upload.id(), UploadOutcome.of(done, actor.reader()));
            return done;
        });
        if (RecordMeasurements.isRefusal(result))
            transactions.writing(
                    organization,
                    () -> uploads.finish(organization, upload.id(), UploadOutcome.of(result, actor.reader())));
        return result;
    }

    @Override
    public String name() {
        return "upload";
    }

    @Override
    public void run(String thing) {
        OrganizationId organization = new OrganizationId(UUID.fromString(thing.substring(0, thing.indexOf('/'))));
        UUID id = UUID.fromString(thing.substring(thing.indexOf('/') + 1));
        Optional<Uploads.Queued> queued = transactions.read(organization, () -> uploads.queued(organization, id));
        if (queued.isEmpty()) return;
        try {
            Actor actor = actors.inTheBackground(
                            organization, new PersonId(queued.get().sender()))
                    .orElseThrow(() -> new Forbidden(""));
            record(actor, queued.get());
        } catch (Forbidden | NotFound refused) {
            refuse(organization, id, "not-allowed");
        } catch (IOException | RuntimeException failure) {
            LOG.error("the upload {} could not be recorded", id, failure);
            refuse(organization, id, "broken");
        }
    }

    /** By way of a file: while rows are copied in, their connection can fetch no parts. */
    private void record(Actor actor, Uploads.Queued queued) throws IOException {
        Upload upload = queued.upload();
        Path file = Files.createTempFile("upload-", ".csv");
        try (Telling progress = new Telling(actor.organization(), upload.id())) {
            try (InputStream parts = files.open(actor.organization(), upload);
                    var out = Files.newOutputStream(file)) {
                parts.transferTo(out);
            }
            try (InputStream in = new Watched(Files.newInputStream(file), upload.length(), progress)) {
                inOneStep(transactions, uploads, actor, upload, () -> many(actor, queued, in, progress));
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Result many(Actor actor, Uploads.Queued queued, InputStream in, Telling progress) {
        Upload upload = queued.upload();
        try {
            return record.many(
                    actor,
                    upload.kpi(),
                    (input, now, rows) -> Rows.read(input, queued.chosen().mapping(), Limits.STANDARD, now, rows),
                    in,
                    new RecordMeasurements.Origin("upload", upload.name(), upload.digest()),
                    new RecordMeasurements.Wish(queued.chosen().allOrNothing(), false),
                    percent -> progress.at(READING + percent * (99 - READING) / 100));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuse(OrganizationId organization, UUID id, String code) {
        transactions.writing(organization, () -> uploads.finish(organization, id, UploadOutcome.plain(code)));
    }

    /** Says now and then how far it is, on a connection of its own: the work's transaction shows nothing before its end. */
    private final class Telling implements AutoCloseable {
        private final CountDownLatch done = new CountDownLatch(1);
        private final Thread thread;
        private volatile int percent;

        Telling(OrganizationId organization, UUID id) {
            this.thread = Thread.ofVirtual().name("upload-progress").start(() -> tell(organization, id));
        }

        void at(int now) {
            percent = now;
        }

        private void tell(OrganizationId organization, UUID id) {
            try {
                do transactions.writing(organization, () -> uploads.progress(organization, id, percent));
                while (!done.await(TOLD_EVERY_MILLIS, TimeUnit.MILLISECONDS));
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                LOG.warn("how far the upload {} is cannot be told any more: {}", id, failure.toString());
            }
        }

        @Override
        public void close() {
            done.countDown();
            try {
                thread.join();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Watched extends FilterInputStream {
        private final long length;
        private final Telling progress;
        private long read;

        Watched(InputStream in, long length, Telling progress) {
            super(in);
            this.length = length;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) moved(1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            int got = super.read(buffer, offset, count);
            if (got > 0) moved(got);
            return got;
        }

        private void moved(int bytes) {
            read += bytes;
            progress.at((int) (READING * read / Math.max(1, length)));
        }
    }
}
