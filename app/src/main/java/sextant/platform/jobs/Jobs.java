package sextant.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import sextant.platform.Ids;

/**
 * The jobs of this node. A job is asked for in the transaction that gives the reason for it, so both happen or neither;
 * any node does it. A node that misses six signs of life, which is half a minute, loses its jobs to the others.
 */
@Component
public class Jobs implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final Duration POLLING = Duration.ofSeconds(1);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);
    private static final int THREADS = 2;

    private final DataSource database;
    private final List<Job> jobs;
    private final List<RecurringJob> recurring;
    private final Ids ids;
    private final Clock clock;
    private final Duration heartbeat;
    private final SchedulerClient client;
    private volatile List<Scheduler> running = List.of();

    Jobs(
            DataSource database,
            List<Job> jobs,
            List<RecurringJob> recurring,
            Ids ids,
            Clock clock,
            @Value("${sextant.jobs.heartbeat:5s}") Duration heartbeat) {
        this.database = database;
        this.jobs = jobs;
        this.recurring = recurring;
        this.ids = ids;
        this.clock = clock;
        this.heartbeat = heartbeat;
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database), List.<Task<?>>of())
                .build();
    }

    /** Has the job done soon; once, when it is asked for again before it was done. */
    public void soon(Job job, String thing) {
        client.scheduleIfNotExists(new TaskInstance<Void>(job.name(), thing), clock.instant());
        if (TransactionSynchronizationManager.isSynchronizationActive())
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    running.forEach(Scheduler::triggerCheckForDueExecutions);
                }
            });
    }

    @Override
    public void start() {
        List<Task<?>> known = new ArrayList<>();
        for (Job job : jobs)
            known.add(Tasks.oneTime(job.name())
                    .onDeadExecutionRevive()
                    .onFailure((done, operations) -> operations.stop())
                    .execute((instance, context) -> run(job, instance.getId())));
        List<RecurringTask<Void>> begun = new ArrayList<>();
        for (RecurringJob job : recurring)
            begun.add(
                    Tasks.recurring(job.name(), FixedDelay.of(job.pause())).execute((instance, context) -> job.run()));
        Scheduler scheduler = Scheduler.create(database, known)
                .startTasks(begun)
                .schedulerName(new SchedulerName.Fixed(ids.next().toString()))
                .clock(clock::instant)
                .threads(THREADS)
                .pollingInterval(POLLING)
                .heartbeatInterval(heartbeat)
                .shutdownMaxWait(STOPS_WITHIN)
                .build();
        scheduler.start();
        running = List.of(scheduler);
    }

    private static void run(Job job, String thing) {
        try {
            job.run(thing);
        } catch (RuntimeException failure) {
            LOG.error("the job {} on {} failed", job.name(), thing, failure);
        }
    }

    @Override
    public void stop() {
        running.forEach(Scheduler::stop);
        running = List.of();
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }
}
