package sextant.measurement.intake;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV (RFC 4180, any delimiter). We find where a record ends, the library takes it apart. That division
 * is what lets reading go on after a broken quote: a quote that does not close within the limit, or closes before other
 * text, costs only the line that it stands on, and the lines that it would have swallowed are read as if it were not
 * there. A record's line breaks inside of quotes become {@code \n}. Lines of nothing but blanks and delimiters are
 * passed over.
 */
final class Records {

    sealed interface Entry {
        long line();
    }

    record Cells(long line, List<String> cells) implements Entry {}

    record Broken(long line, Problem problem, String text) implements Entry {}

    private enum State {
        CELL_BEGINS,
        PLAIN,
        QUOTED,
        QUOTE_CLOSED,
        BROKEN
    }

    private final Lines lines;
    private final char delimiter;
    private final char quote;
    private final int limit;
    private final ArrayDeque<Lines.Line> returned = new ArrayDeque<>();
    private final CsvReader.CsvReaderBuilder splitter;
    /**
     * Before this line a quote is known not to close. A record that begins there and leaves its first line within quotes
     * has joined the run that failed, and would fail where it did: to follow it again from every line would take time
     * in the square of the input.
     */
    private long hopelessBefore;

    Records(Lines lines, Delimiter delimiter, Quote quote, int limit) {
        this.lines = lines;
        this.delimiter = delimiter.character();
        this.quote = quote.character();
        this.limit = limit;
        this.splitter = CsvReader.builder()
                .fieldSeparator(this.delimiter)
                .quoteCharacter(this.quote)
                .allowUnclosedQuote(false);
    }

    /** Null after the last. */
    @Nullable
    Entry next() throws IOException {
        Lines.Line first = nextLine();
        while (first != null && isEmpty(first.text())) first = nextLine();
        if (first == null) return null;
        if (first.cut()) return new Broken(first.number(), new Problem.RowTooLong(limit), first.text());
        if (first.text().indexOf(quote) < 0) return cells(first, first.text(), first.undecodable());
        return quoted(first);
    }

    private @Nullable Entry quoted(Lines.Line first) throws IOException {
        StringBuilder text = new StringBuilder(first.text());
        boolean undecodable = first.undecodable();
        State state = scan(first.text(), State.CELL_BEGINS);
        if (state == State.QUOTED && first.number() < hopelessBefore) return brokenQuote(first);
        List<Lines.Line> swallowed = new ArrayList<>();
        while (state == State.QUOTED) {
            Lines.Line more = nextLine();
            if (more == null && lines.cutShort()) return null;
            if (more == null) {
                hopelessBefore = Long.MAX_VALUE;
                return returning(swallowed, first);
            }
            swallowed.add(more);
            boolean fits = !more.cut() && text.length() + 1 + more.text().length() <= limit;
            state = fits ? scan(more.text(), State.QUOTED) : State.BROKEN;
            if (state == State.BROKEN) {
                hopelessBefore = more.number();
                return returning(swallowed, first);
            }
            text.append('\n').append(more.text());
            undecodable |= more.undecodable();
        }
        return state == State.BROKEN ? brokenQuote(first) : cells(first, text.toString(), undecodable);
    }

    private Entry returning(List<Lines.Line> swallowed, Lines.Line first) {
        for (Lines.Line line : swallowed.reversed()) returned.addFirst(line);
        return brokenQuote(first);
    }

    private static Entry brokenQuote(Lines.Line first) {
        return new Broken(first.number(), new Problem.BrokenQuote(), first.text());
    }

    private Entry cells(Lines.Line first, String text, boolean undecodable) {
        if (undecodable) return new Broken(first.number(), new Problem.Undecodable(), first.text());
        // A record has at most one cell more than it has characters, and the limit bounds those.
        StringArrayHandler handler = StringArrayHandler.builder()
                .maxFields(limit + 1)
                .maxFieldSize(limit)
                .maxRecordSize(limit)
                .build();
        return new Cells(first.number(), List.of(splitter.ofSingleCsvRecord(handler, text)));
    }

    private State scan(String text, State from) {
        State state = from;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            state = switch (state) {
                case CELL_BEGINS -> c == quote ? State.QUOTED : c == delimiter ? State.CELL_BEGINS : State.PLAIN;
                case PLAIN -> c == delimiter ? State.CELL_BEGINS : State.PLAIN;
                case QUOTED -> c == quote ? State.QUOTE_CLOSED : State.QUOTED;
                case QUOTE_CLOSED -> c == quote ? State.QUOTED : c == delimiter ? State.CELL_BEGINS : State.BROKEN;
                case BROKEN -> State.BROKEN;
            };
        }
        return state;
    }

    private boolean isEmpty(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != delimiter && c != ' ' && c != '\t') return false;
        }
        return true;
    }

    private Lines.@Nullable Line nextLine() throws IOException {
        Lines.Line again = returned.poll();
        return again == null ? lines.next() : again;
    }
}
