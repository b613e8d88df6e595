package sextant.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import sextant.postgres.StartRefusal.Interrupted;
import sextant.postgres.StartRefusal.PortTaken;
import sextant.postgres.StartRefusal.ServerFailed;

/**
 * Keeps the server running until it is asked to stop. One thread launches each run, waits for its end and stops the last
 * one: the system ties a server's life to the thread that launched it, and nothing here happens twice at once.
 */
final class Supervisor {
    private static final int PORTS_TO_TRY = 5;
    private static final Duration SHORT_LIFE = Duration.ofSeconds(5);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final DataDirectory directory;
    private final Path home;
    private final RunAs runAs;
    private final Settings settings;
    private final ServerLog log;
    private final Orphans orphans;
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final CompletableFuture<Void> stopAskedFuture = new CompletableFuture<>();
    private final CompletableFuture<Integer> firstReady = new CompletableFuture<>();
    private final Thread thread;
    private volatile long pid;

    Supervisor(DataDirectory directory, Path home, RunAs runAs, Settings settings, ServerLog log, Orphans orphans) {
        this.directory = directory;
        this.home = home;
        this.runAs = runAs;
        this.settings = settings;
        this.log = log;
        this.orphans = orphans;
        this.thread = Thread.ofPlatform().daemon().name("postgres-supervisor").unstarted(this::run);
    }

    /** Returns the port when the server accepts connections for the first time. */
    int start() throws CannotStart {
        thread.start();
        try {
            return firstReady.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CannotStart refused) {
                throw new CannotStart(refused.refusal(), refused);
            }
            throw new IllegalStateException("the supervisor failed", e.getCause());
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new CannotStart(new Interrupted(), e);
        }
    }

    /** The process id of the current run, or of the last one while the next is on its way. */
    long pid() {
        return pid;
    }

    /** Returns when the server has ended. */
    void stop() {
        stopAsked.countDown();
        stopAskedFuture.complete(null);
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the wait is bounded by the server's own stop
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            Server server = launchFirst();
            int port = server.port();
            firstReady.complete(port);
            while (true) {
                long since = System.nanoTime();
                CompletableFuture.anyOf(server.onExit(), stopAskedFuture).join();
                if (isStopAsked()) {
                    server.stop(settings.stopTimeout());
                    return;
                }
                int exitCode = server.exitCode();
                log.own("the server ended with exit code " + exitCode + " and is started again");
                log.tell(listener -> listener.died(exitCode));
                boolean shortLife = System.nanoTime() - since < SHORT_LIFE.toNanos();
                server = launchAgain(port, shortLife ? FIRST_PAUSE_MILLIS : 0);
                log.own("the server accepts connections again");
                log.tell(Listener::restarted);
            }
        } catch (StopAsked e) {
            firstReady.completeExceptionally(new CannotStart(new Interrupted()));
        } catch (CannotStart | InterruptedException | RuntimeException | Error e) {
            if (!firstReady.completeExceptionally(e)) {
                log.own("the watch over the server ended: " + e);
            }
        }
    }

    private Server launchFirst() throws CannotStart, StopAsked {
        if (settings.port().isPresent()) {
            int port = settings.port().getAsInt();
            checkFree(port);
            return launch(port);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return launch(freePort());
            } catch (CannotStart e) {
                // Somebody was quicker to take the port that was free a moment ago.
                if (!(e.refusal() instanceof PortTaken) || attempt == PORTS_TO_TRY) {
                    throw e;
                }
            }
        }
    }

    private Server launchAgain(int port, long pauseMillis) throws InterruptedException, StopAsked {
        long pause = pauseMillis;
        while (true) {
            if (stopAsked.await(pause, TimeUnit.MILLISECONDS)) {
                throw new StopAsked();
            }
            try {
                orphans.clear(settings.stopTimeout());
                return launch(port);
            } catch (CannotStart e) {
                log.own(e.refusal().sentence());
                log.tell(listener -> listener.refused(e.refusal()));
                pause = Math.clamp(pause * 2, FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    /** Returns a server that accepts connections. */
    private Server launch(int port) throws CannotStart, StopAsked {
        Server server = Server.launch(home, runAs, directory.cluster(), port, settings, log);
        boolean ready = false;
        try {
            ready = server.awaitReady(settings.startTimeout(), this::isStopAsked);
            pid = server.pid();
        } finally {
            if (!ready) {
                server.stop(settings.stopTimeout());
            }
        }
        if (!ready) {
            throw new StopAsked();
        }
        return server;
    }

    private boolean isStopAsked() {
        return stopAsked.getCount() == 0;
    }

    private static void checkFree(int port) throws CannotStart {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1);
        } catch (java.net.BindException e) {
            if (String.valueOf(e.getMessage()).contains("Permission denied")) {
                throw new CannotStart(
                        new ServerFailed("port " + port + " on 127.0.0.1 needs more rights than we have"), e);
            }
            throw new CannotStart(new PortTaken(port), e);
        } catch (IOException e) {
            throw new CannotStart(
                    new ServerFailed("port " + port + " on 127.0.0.1 cannot be used: " + e.getMessage()), e);
        }
    }

    private static int freePort() throws CannotStart {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CannotStart(new ServerFailed("no port on 127.0.0.1 is free: " + e.getMessage()), e);
        }
    }

    /** Leaves whatever the supervisor was doing. */
    private static final class StopAsked extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
