package sextant.measurement.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sextant.platform.tables.Encoding;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Measurements as JSON, token by token. Numbers are taken by their text, so that none passes through a double. */
final class JsonRows {

    private static final Map<String, Column> FIELDS = Map.of(
            "at", Column.TIME,
            "value", Column.VALUE,
            "note", Column.NOTE,
            "periodFrom", Column.PERIOD_FROM);
    private static final int MOST_PROBLEMS = 20;
    private static final int DEEPEST = 100;

    private final Limits limits;
    private final Assessment assessment;
    private final JsonFactory json;

    JsonRows(Limits limits, Assessment assessment) {
        this.limits = limits;
        this.assessment = assessment;
        // NaN and its like are let through as tokens: then they are one row's problem and not the document's.
        // Names are not remembered: a sender could send a million different ones.
        this.json = JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(limits.maxRowCharacters())
                        .maxNumberLength(limits.maxRowCharacters())
                        .maxNameLength(limits.maxRowCharacters())
                        .build())
                .build();
    }

    Outcome readArray(InputStream source) throws IOException {
        BoundedInput bytes = new BoundedInput(source, limits.maxBytes());
        long element = 1;
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), Text.decode(bytes, Encoding.UTF_8))) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                token = parser.nextToken();
                for (; token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                    if (assessment.isFull())
                        return assessment.stopped(new Outcome.Reason.TooManyRows(limits.maxRows()), element);
                    deliver(read(parser, token), element);
                    element++;
                }
            } else if (token == JsonToken.START_OBJECT) {
                deliver(read(parser, token), element);
                element++;
            } else {
                token = null;
            }
            boolean whole = token != null && parser.nextToken() == null && !bytes.overrun();
            return whole ? assessment.finished() : stopped(new Outcome.Reason.MalformedJson(), bytes, element);
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (StreamConstraintsException e) {
            return stopped(new Outcome.Reason.JsonBeyondLimits(limits.maxRowCharacters()), bytes, element);
        } catch (JacksonException e) {
            return stopped(new Outcome.Reason.MalformedJson(), bytes, element);
        }
    }

    Outcome readLines(InputStream source) throws IOException {
        BoundedInput bytes = new BoundedInput(source, limits.maxBytes());
        Lines lines = new Lines(Text.decode(bytes, Encoding.UTF_8), limits.maxRowCharacters(), bytes::overrun);
        for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
            if (Text.trim(line.text()).isEmpty()) continue;
            if (assessment.isFull())
                return assessment.stopped(new Outcome.Reason.TooManyRows(limits.maxRows()), line.number());
            if (line.cut())
                assessment.refuse(line.number(), new Problem.RowTooLong(limits.maxRowCharacters()), line.text());
            else if (line.undecodable()) assessment.refuse(line.number(), new Problem.Undecodable(), line.text());
            else readLine(line);
        }
        return bytes.overrun()
                ? assessment.stopped(new Outcome.Reason.TooLarge(limits.maxBytes()), lines.number())
                : assessment.finished();
    }

    private void readLine(Lines.Line line) {
        Element element;
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), line.text())) {
            element = read(parser, parser.nextToken());
            if (parser.nextToken() != null) element = null;
        } catch (JacksonException e) {
            element = null;
        }
        if (element == null) assessment.refuse(line.number(), new Problem.MalformedJson(), line.text());
        else deliver(element, line.number());
    }

    /** One element of the array, or the object of a line. */
    private record Element(Map<Column, String> said, List<Problem> problems) {}

    private Element read(JsonParser parser, JsonToken first) {
        Map<Column, String> said = new EnumMap<>(Column.class);
        if (first != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new Element(said, List.of(new Problem.NotAnObject()));
        }
        Set<Column> seen = EnumSet.noneOf(Column.class);
        List<Problem> problems = new ArrayList<>(0);
        int fields = 0;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            Column column = FIELDS.get(name);
            JsonToken value = parser.nextToken();
            Problem problem = null;
            if (++fields > limits.maxColumns()) problem = new Problem.RowTooWide(fields, limits.maxColumns());
            else if (column == null) problem = new Problem.UnknownField(Text.shown(name));
            else if (!seen.add(column)) problem = new Problem.DuplicateField(name);
            else if (value.isStructStart()) problem = new Problem.NestedValue(name);
            else if (value != JsonToken.VALUE_NULL) said.put(column, parser.getString());
            if (problem != null && problems.size() < MOST_PROBLEMS) problems.add(problem);
            parser.skipChildren();
        }
        return new Element(said, problems);
    }

    private void deliver(Element element, long line) {
        Map<Column, String> said = element.said();
        if (!element.problems().isEmpty()) {
            assessment.refuse(line, element.problems(), shown(said));
            return;
        }
        assessment.assess(
                line,
                new Assessment.Said(
                        said.get(Column.TIME),
                        said.get(Column.VALUE),
                        said.get(Column.NOTE),
                        said.get(Column.PERIOD_FROM)),
                () -> shown(said));
    }

    private List<String> shown(Map<Column, String> said) {
        return Arrays.stream(Column.values())
                .map(column -> assessment.shown(said.getOrDefault(column, "")))
                .toList();
    }

    private Outcome stopped(Outcome.Reason reason, BoundedInput bytes, long element) {
        return assessment.stopped(bytes.overrun() ? new Outcome.Reason.TooLarge(limits.maxBytes()) : reason, element);
    }
}
