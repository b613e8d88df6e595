package sextant.journal;

import static sextant.schema.Routines.organizationsWithPendingLeaves;

import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** Runs the sequencer for every organization with waiting revisions, about once a second, on every node. */
@Component
class Sequencing implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Sequencing.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final DSLContext sql;
    private final Transactions transactions;
    private final Sequencer sequencer;
    private volatile boolean running;
    private volatile Thread thread = new Thread();

    Sequencing(DSLContext sql, Transactions transactions, Sequencer sequencer) {
        this.sql = sql;
        this.transactions = transactions;
        this.sequencer = sequencer;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("sequencer").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                waiting().forEach(organization -> sequencer.sequence(new OrganizationId(organization)));
            } catch (RuntimeException failure) {
                if (running) LOG.warn("sequencing will be tried again: {}", failure.toString());
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    private List<UUID> waiting() {
        return transactions.acrossOrganizations(
                () -> sql.selectFrom(organizationsWithPendingLeaves()).fetchInto(UUID.class));
    }
}
