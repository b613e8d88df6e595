package sextant.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Reads the rows of a batch once: the file's own hash, each line's form, and the Merkle tree over the lines. This thread
 * reads and hashes the file; whole lines go in blocks to the other processors, a few blocks ahead.
 */
final class RowsReader {
    private static final int BLOCK = 256 * 1024;

    private final MessageDigest file = Hash.digest();
    private final RowTree tree = new RowTree(0);
    private final Queue<CompletableFuture<RowTree>> ahead = new ArrayDeque<>();
    private final int lineLimit;
    private long length;
    private long submitted;

    RowsReader(int lineLimit) {
        this.lineLimit = lineLimit;
    }

    /** Stops after more than maxLength bytes, which {@link #length} then shows. {@link Malformed} names the line. */
    void read(InputStream content, long maxLength) throws IOException {
        // Index 0 of a block is room for the prefix of its first leaf; the prefix of the others replaces a newline.
        byte[] block = new byte[1 + BLOCK];
        int held = 0;
        boolean more = true;
        while (more && length <= maxLength) {
            int wanted = block.length - 1 - held;
            int count = content.readNBytes(block, 1 + held, wanted);
            more = count == wanted;
            file.update(block, 1 + held, count);
            length += count;
            held += count;
            int lastNewline = lastNewline(block, held);
            int rest = held - lastNewline;
            byte[] next = new byte[1 + Math.max(BLOCK, 2 * rest)];
            System.arraycopy(block, lastNewline + 1, next, 1, rest);
            if (lastNewline > 0) submit(block, lastNewline);
            if (rest > lineLimit) {
                joinUntil(0);
                throw tooLong(tree.next());
            }
            joinUntil(2 * Runtime.getRuntime().availableProcessors());
            block = next;
            held = rest;
        }
        joinUntil(0);
        if (held > 0 && length <= maxLength) throw new Malformed("the last line does not end in a newline");
    }

    /** Its index, or 0 when there is none. */
    private static int lastNewline(byte[] block, int held) {
        int i = held;
        while (i > 0 && block[i] != '\n') i--;
        return i;
    }

    private void submit(byte[] block, int lastNewline) {
        long first = submitted;
        for (int i = 1; i <= lastNewline; i++) if (block[i] == '\n') submitted++;
        ahead.add(CompletableFuture.supplyAsync(() -> hashed(block, lastNewline, first)));
    }

    private RowTree hashed(byte[] block, int lastNewline, long first) {
        RowTree run = new RowTree(first);
        int line = 1;
        for (int i = 1; i <= lastNewline; i++) {
            if (block[i] != '\n') continue;
            if (i - line > lineLimit) throw tooLong(run.next());
            try {
                CanonicalScan.object(block, line, i);
            } catch (Malformed e) {
                throw new Malformed("line " + (run.next() + 1) + ": " + e.getMessage(), e);
            }
            block[line - 1] = Hash.LEAF_PREFIX;
            run.append(block, line - 1, i - line + 1);
            line = i + 1;
        }
        return run;
    }

    private void joinUntil(int left) {
        while (ahead.size() > left) {
            try {
                tree.append(ahead.remove().join());
            } catch (CompletionException e) {
                if (e.getCause() instanceof Malformed malformed)
                    throw new Malformed(String.valueOf(malformed.getMessage()), malformed);
                throw e;
            }
        }
    }

    private Malformed tooLong(long line) {
        return new Malformed("line " + (line + 1) + " is longer than " + lineLimit + " bytes");
    }

    long length() {
        return length;
    }

    /** SHA-256 of all that was read. */
    Hash fileHash() {
        return new Hash(file.digest());
    }

    long rows() {
        return tree.next();
    }

    Hash root() {
        return tree.root();
    }
}
