package sextant.documentcontrol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sextant.documentcontrol.DocumentFacts.Before;
import sextant.documentcontrol.EditionContent.Chapter;
import sextant.people.PersonId;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;

/** Makes what an edition says: the template's sections, and below each what its part tells from the facts. */
final class MakeContent {
    private final Document.Definition definition;
    private final DocumentFacts facts;
    private final Texts texts;
    private final Formats formats;
    private final ObjectiveParts objectives;
    private final StatusParts status;
    private final ChangeParts changes;

    MakeContent(Document.Definition definition, DocumentFacts facts) {
        this.definition = definition;
        this.facts = facts;
        this.texts = facts.reader().reader().texts();
        this.formats = facts.reader().reader().formats();
        this.objectives = new ObjectiveParts(facts);
        this.status = new StatusParts(facts, objectives);
        this.changes = new ChangeParts(facts);
    }

    EditionContent numbered(int number) {
        String unit = facts.unitNames().getOrDefault(definition.unit(), "");
        Map<String, String> stand = Map.of(
                "{organization}",
                facts.reader().organizationName(),
                "{unit}",
                unit,
                "{day}",
                formats.day(facts.moment()));
        List<Chapter> chapters = new ArrayList<>();
        for (Section section : definition.sections()) {
            List<Block> blocks = new ArrayList<>();
            if (!section.text().isEmpty()) blocks.add(new Block.Text(filled(section.text(), stand)));
            section.part().ifPresent(part -> blocks.addAll(blocks(part)));
            chapters.add(new Chapter(filled(section.heading(), stand), blocks));
        }
        return new EditionContent(
                facts.reader().organizationName(),
                definition.reference(),
                number,
                filled(definition.title(), stand),
                definition.language().getLanguage(),
                definition.classification().code(),
                unit,
                PersonNames.standIn(definition.owner()),
                facts.moment(),
                facts.before().map(Before::moment),
                distribution(),
                definition
                        .references()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList(),
                definition
                        .keptYears()
                        .map(years -> texts.text("edition.kept", years))
                        .orElse(texts.text("edition.kept.always")),
                chapters);
    }

    private static String filled(String text, Map<String, String> stand) {
        String filled = text;
        for (var one : stand.entrySet()) filled = filled.replace(one.getKey(), one.getValue());
        return filled;
    }

    private List<Block> blocks(Part part) {
        return switch (part) {
            case FUNCTIONS_AND_LEVELS -> objectives.functionsAndLevels();
            case OBJECTIVES -> objectives.objectives();
            case OBJECTIVES_IN_FULL -> objectives.inFull();
            case PLANS -> objectives.plans();
            case STATUS -> status.status();
            case TREND -> status.trend();
            case DEVIATIONS -> status.deviations();
            case ACTIONS -> status.actions();
            case CHANGES -> changes.changes();
            case CONFORMANCE -> status.conformance();
        };
    }

    private List<String> distribution() {
        Document.Distribution to = definition.distribution();
        List<String> lines = new ArrayList<>();
        if (to.everybody()) lines.add(texts.text("edition.everybody"));
        to.teams().stream()
                .flatMap(team -> Optional.ofNullable(facts.teams().get(team)).stream())
                .sorted()
                .forEach(lines::add);
        to.persons().stream()
                .map(PersonId::value)
                .sorted()
                .map(PersonId::new)
                .map(PersonNames::standIn)
                .forEach(lines::add);
        to.others().lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
        return lines;
    }
}
