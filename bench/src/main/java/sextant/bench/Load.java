package sextant.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Connections that each send the next request as soon as the last is answered: nobody thinks, so this is the most that so
 * many readers can ask for. The times are the client's, over loopback, with all that the server's queue adds.
 */
final class Load {
    static final int CONNECTIONS = 16;
    private static final int MOST = 200_000;

    /** The next request of all connections; {@code n} counts them from 0. */
    interface Requests {
        byte[] next(long n);
    }

    private final int port;
    private final Duration warmUp;
    private final Duration measured;

    Load(int port, Duration warmUp, Duration measured) {
        this.port = port;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    Load lasting(Duration before, Duration during) {
        return new Load(port, before, during);
    }

    Timings at(int connections, Requests requests) throws IOException, InterruptedException {
        AtomicLong number = new AtomicLong();
        if (!warmUp.isZero()) round(connections, requests, number, warmUp);
        return round(connections, requests, number, measured);
    }

    private Timings round(int connections, Requests requests, AtomicLong number, Duration length)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        long end = start + length.toNanos();
        List<Future<long[]>> each = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) each.add(threads.submit(() -> one(requests, number, end)));
        }
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        List<long[]> all = new ArrayList<>();
        for (Future<long[]> one : each) {
            try {
                all.add(one.get());
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        }
        return new Timings(all.stream().flatMapToLong(Arrays::stream).toArray(), wall);
    }

    /** One request at least, so that what is slow is seen too. */
    private long[] one(Requests requests, AtomicLong number, long end) throws IOException {
        long[] nanos = new long[64];
        int count = 0;
        try (Http http = new Http(port)) {
            do {
                byte[] request = requests.next(number.getAndIncrement());
                long before = System.nanoTime();
                Http.Answer answer = http.send(request, false);
                long took = System.nanoTime() - before;
                if (answer.status() / 100 != 2)
                    throw new IOException(answer.status() + " for " + firstLine(request)
                            + answer.header("Location").map(to -> " to " + to).orElse(""));
                if (count == nanos.length) nanos = Arrays.copyOf(nanos, 2 * count);
                nanos[count++] = took;
            } while (System.nanoTime() < end && count < MOST);
        }
        return Arrays.copyOf(nanos, count);
    }

    private static String firstLine(byte[] request) {
        String text = new String(request, java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf('\r'));
    }
}
