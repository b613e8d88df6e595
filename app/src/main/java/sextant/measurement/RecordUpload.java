package sextant.measurement;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;
import sextant.measurement.intake.Limits;
import sextant.measurement.intake.Mapping;
import sextant.measurement.intake.Rows;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;
import sextant.platform.jobs.Jobs;

/** Records an upload as its sender confirmed it: a small one at once, a large one soon, as a job with progress. */
@Component
public class RecordUpload {
    public sealed interface Answer {
        record Now(RecordMeasurements.Result result) implements Answer {}

        /** It is on its way; its row says how far. */
        record Soon() implements Answer {}
    }

    private final Uploads uploads;
    private final KeepUpload files;
    private final Kpis kpis;
    private final RecordMeasurements record;
    private final RecordUploadJob job;
    private final Jobs jobs;
    private final Transactions transactions;

    RecordUpload(
            Uploads uploads,
            KeepUpload files,
            Kpis kpis,
            RecordMeasurements record,
            RecordUploadJob job,
            Jobs jobs,
            Transactions transactions) {
        this.uploads = uploads;
        this.files = files;
        this.kpis = kpis;
        this.record = record;
        this.job = job;
        this.jobs = jobs;
        this.transactions = transactions;
    }

    /**
     * @param allOrNothing refuse the whole file when any row is bad
     * @throws sextant.platform.Forbidden when this person may not record measurements of the KPI
     */
    public Answer record(Actor actor, Upload upload, Mapping mapping, boolean allOrNothing) {
        return upload.isSmall()
                ? now(actor, upload, mapping, allOrNothing)
                : soon(actor, upload, mapping, allOrNothing);
    }

    private Answer now(Actor actor, Upload upload, Mapping mapping, boolean allOrNothing) {
        byte[] content = content(actor.organization(), upload);
        RecordMeasurements.Result result = RecordUploadJob.inOneStep(transactions, uploads, actor, upload, () -> {
            try {
                return record.many(
                        actor,
                        upload.kpi(),
                        (input, now, rows) -> Rows.read(input, mapping, Limits.STANDARD, now, rows),
                        new ByteArrayInputStream(content),
                        new RecordMeasurements.Origin("upload", upload.name(), upload.digest()),
                        new RecordMeasurements.Wish(allOrNothing, false));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new Answer.Now(result);
    }

    /** Whoever confirms twice has it done once. */
    private Answer soon(Actor actor, Upload upload, Mapping mapping, boolean allOrNothing) {
        transactions.writing(actor.organization(), () -> {
            Kpi kpi = kpis.get(actor.organization(), upload.kpi());
            actor.require(Permission.MEASUREMENTS_RECORD, kpi.definition().unit());
            if (uploads.queue(actor.organization(), upload.id(), ChosenMapping.of(mapping, allOrNothing)))
                jobs.soon(job, RecordUploadJob.thing(actor.organization(), upload.id()));
        });
        return new Answer.Soon();
    }

    private byte[] content(OrganizationId organization, Upload upload) {
        try (InputStream in = files.open(organization, upload)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
