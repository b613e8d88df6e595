package sextant.isolation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import sextant.testing.Http;

/** Asks each handler, as somebody who may do all in one organization, for what belongs to another. */
final class Probe {
    private final Filled ours;
    private final Filled theirs;
    /** More of a kind that is asked for already. */
    private static final String ANOTHER = "root|ada|bea|ending|draft|proposed|draft2?Target|\\w+[23]";

    /** An id of each kind there is. */
    private final Map<String, String> foreign = new LinkedHashMap<>();

    private final List<String> report = new ArrayList<>();
    private Map<String, String> theirRows;
    private List<String> named;

    Probe(Filled ours, Filled theirs) {
        this.ours = ours;
        this.theirs = theirs;
        theirRows = Rows.digests(theirs.organization.id());
        named = Rows.naming(ours.organization.id(), theirs.ids());
        theirs.things().forEach((name, id) -> {
            if (!Filled.FACTS.contains(name) && !name.matches(ANOTHER)) foreign.put(name, id);
        });
        Rows.ids(theirs.organization.id()).forEach((column, id) -> {
            if (!foreign.containsValue(id)) foreign.put(column, id);
        });
    }

    /** What went wrong; empty when all is as it should be. */
    List<String> ask(Ask row) {
        report.clear();
        for (Ask.Place place : row.places()) {
            if (place.inPath()) {
                foreign.forEach((kind, id) -> inPath(row, place, kind, id));
                if (place.name().matches(ANOTHER)) inPath(row, place, place.name(), theirs.of(place.name()));
            } else if (!Filled.FACTS.contains(place.name())) beside(row, place);
        }
        Http.Answer own = row.sendOwn(ours);
        String said = "with our own things " + row.path();
        if (!row.own().contains(own.status())) say(row, said + " is answered " + own);
        silent(row, said, own);
        compare(row);
        return List.copyOf(report);
    }

    private void compare(Ask row) {
        Map<String, String> after = Rows.digests(theirs.organization.id());
        theirRows.forEach((table, digest) -> {
            if (!digest.equals(after.get(table))) say(row, "changed their rows of " + table);
        });
        List<String> naming = Rows.naming(ours.organization.id(), theirs.ids());
        naming.stream()
                .filter(table -> !named.contains(table))
                .forEach(table -> say(row, "left one of their ids in our rows of " + table));
        theirRows = after;
        named = naming;
    }

    private void inPath(Ask row, Ask.Place place, String kind, String id) {
        Http.Answer answer = row.send(ours, place.index(), id);
        String said = "with their " + kind + " in place of our " + place.name();
        if (!row.refusals().contains(answer.status()))
            say(row, said + " is answered " + answer.status() + " and not " + row.refusals());
        silent(row, said, answer);
    }

    private void beside(Ask row, Ask.Place place) {
        Http.Answer answer = row.send(ours, place.index(), theirs.of(place.name()));
        String said = "with their " + place.name() + " in place " + place.index();
        boolean refused = answer.status() >= 400 && answer.status() < 500;
        if (row.filters() ? answer.status() != 200 : !refused)
            say(row, said + " is answered " + answer.status() + " " + answer.header("Location"));
        silent(row, said, answer);
    }

    /** Not a word of theirs. */
    private void silent(Ask row, String said, Http.Answer answer) {
        String text = (readable(answer) + answer.headers().map()).toLowerCase(Locale.ROOT);
        if (text.contains(theirs.word.toLowerCase(Locale.ROOT)) || text.contains(theirs.measured))
            say(row, said + " tells of them");
    }

    private void say(Ask row, String what) {
        report.add(row.handler() + " " + what);
    }

    static String readable(Http.Answer answer) {
        try {
            if (answer.header("Content-Type").startsWith("application/pdf"))
                try (PDDocument document = Loader.loadPDF(answer.bytes())) {
                    return new PDFTextStripper().getText(document);
                }
            if (answer.header("Content-Type").startsWith("application/zip")) return unpacked(answer.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.body();
    }

    private static String unpacked(byte[] zip) throws IOException {
        StringBuilder text = new StringBuilder();
        try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var file = files.getNextEntry(); file != null; file = files.getNextEntry())
                text.append(file.getName()).append(new String(files.readAllBytes(), StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
