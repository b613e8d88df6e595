package sextant.evidence.web;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import sextant.evidence.EvidencePack;
import sextant.evidence.PackScope;
import sextant.people.Actor;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;

/** What a pack is called, in its reader's words. */
final class PackWords {
    private final Texts texts;
    private final Formats formats;

    PackWords(Actor reader) {
        this.texts = reader.reader().texts();
        this.formats = reader.reader().formats();
    }

    /** Of what it is: the objective's title, the unit, the register. */
    String name(EvidencePack pack) {
        return switch (pack.scope()) {
            case PackScope.OfObjective one -> pack.title();
            case PackScope.OfUnit unit -> pack.title();
            case PackScope.OfChoice some -> texts.text("evidence.objectives", pack.objectives());
            case PackScope.OfRegister all -> texts.text("evidence.scope.register");
        };
    }

    /** With a number in front where there is one. */
    String heading(EvidencePack pack) {
        return switch (pack.scope()) {
            case PackScope.OfObjective one -> texts.text("evidence.pack-of", pack.reference());
            case PackScope.OfUnit unit -> texts.text("evidence.pack-of", name(pack));
            case PackScope.OfChoice some -> texts.text("evidence.pack-of-choice", pack.objectives());
            case PackScope.OfRegister all -> texts.text("evidence.pack-of-register");
        };
    }

    /** What else there is to say of it in a line. */
    String about(EvidencePack pack) {
        String what = switch (pack.scope()) {
            case PackScope.OfObjective one -> pack.reference();
            case PackScope.OfUnit unit -> texts.text("evidence.of-unit", pack.objectives());
            case PackScope.OfChoice some -> "";
            case PackScope.OfRegister all -> texts.text("evidence.objectives", pack.objectives());
        };
        return Stream.concat(
                        Stream.of(what), pack.asOf().map(at -> texts.text("past.title", formats.time(at))).stream())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
