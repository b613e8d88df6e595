package sextant.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The table: what, at which size, measured, the limit of the same run, their ratio, the bar, and whether it is met. */
final class Report {
    /** @param bar empty where DESIGN states none */
    record Line(String what, String size, String measured, String limit, String ratio, String bar, String verdict) {
        List<String> cells() {
            return List.of(what, size, measured, limit, ratio, bar, verdict);
        }
    }

    private static final Line HEAD = new Line("what", "size", "measured", "limit, same run", "ratio", "bar", "met");

    private final PrintStream progress;
    private final List<Line> lines = new ArrayList<>();

    Report(PrintStream progress) {
        this.progress = progress;
    }

    void say(String sentence) {
        progress.println(sentence);
        progress.flush();
    }

    void add(Line line) {
        lines.add(line);
        say("  " + line.what() + ", " + line.size() + ": " + line.measured()
                + (line.verdict().isEmpty() ? "" : " (" + line.verdict() + ")"));
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    void print(PrintStream out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD.cells());
        lines.forEach(line -> rows.add(line.cells()));
        int[] widths = new int[HEAD.cells().size()];
        for (List<String> row : rows)
            for (int i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder text = new StringBuilder("|");
            for (int i = 0; i < widths.length; i++)
                text.append(' ')
                        .append(rows.get(r).get(i))
                        .append(" ".repeat(widths[i] - rows.get(r).get(i).length()))
                        .append(" |");
            out.println(text);
            if (r == 0) {
                StringBuilder rule = new StringBuilder("|");
                for (int width : widths) rule.append("-".repeat(width + 2)).append('|');
                out.println(rule);
            }
        }
        out.flush();
    }
}
