package sextant.demonstration;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.stereotype.Component;
import sextant.approval.Approval;
import sextant.documentcontrol.Classification;
import sextant.documentcontrol.DecideOnEdition;
import sextant.documentcontrol.Document;
import sextant.documentcontrol.DocumentId;
import sextant.documentcontrol.DocumentKind;
import sextant.documentcontrol.Editions;
import sextant.documentcontrol.PrepareEdition;
import sextant.documentcontrol.ShippedTemplate;
import sextant.documentcontrol.WriteDocument;
import sextant.measurement.Codes;
import sextant.people.Actor;
import sextant.platform.database.Transactions;

/** Documents, with the editions that were prepared, approved and sent back. */
@Component
@ConditionalOnBean(StoryClock.class)
class DocumentPart {
    private final WriteDocument write;
    private final PrepareEdition prepare;
    private final DecideOnEdition decide;
    private final Editions editions;
    private final Transactions transactions;

    DocumentPart(
            WriteDocument write,
            PrepareEdition prepare,
            DecideOnEdition decide,
            Editions editions,
            Transactions transactions) {
        this.write = write;
        this.prepare = prepare;
        this.decide = decide;
        this.editions = editions;
        this.transactions = transactions;
    }

    void write(Script script, Cast cast, Story.DocumentOfStory document) {
        String reference = document.reference();
        DocumentId[] id = new DocumentId[1];
        script.add(script.at(script.day(document.on()), reference), reference + " is taken under control", () -> {
            WriteDocument.Result result =
                    write.add(cast.actor(document.by()), definition(script, cast, document), "Begun");
            id[0] = Went.well(result, WriteDocument.Result.Saved.class).document();
        });
        int number = 0;
        for (Story.EditionOfStory edition : document.editions()) {
            int own = ++number;
            Instant at = script.at(script.day(edition.on()), reference + own);
            script.add(
                    at,
                    reference + ", edition " + own,
                    () -> Went.well(
                            prepare.prepare(cast.actor(document.by()), id[0], Optional.empty(), edition.summary()),
                            PrepareEdition.Result.Prepared.class));
            edition.decided().ifPresent(decided -> {
                Instant when = script.at(script.day(decided.on()), reference + own + decided);
                script.add(
                        when,
                        reference + ", edition " + own + ": " + decided,
                        () -> decide(cast.actor(decided.by()), id[0], own, decided));
            });
        }
    }

    private void decide(Actor actor, DocumentId id, int number, Story.DecidedOfStory decided) {
        var seen = transactions.read(
                actor.organization(),
                () -> editions.get(actor.organization(), id, number).digest());
        boolean approves = decided.decision().equals("approved");
        DecideOnEdition.Result result = decide.decide(
                actor,
                id,
                number,
                seen,
                approves ? Approval.Decision.APPROVED : Approval.Decision.RETURNED,
                decided.comment());
        if (approves) Went.well(result, DecideOnEdition.Result.Approved.class);
        else Went.well(result, DecideOnEdition.Result.Returned.class);
    }

    private static Document.Definition definition(Script script, Cast cast, Story.DocumentOfStory it) {
        DocumentKind kind = Cast.known(DocumentKind.BY_CODE, it.kind());
        ShippedTemplate template = ShippedTemplate.of(kind, Locale.ENGLISH);
        return new Document.Definition(
                kind,
                it.reference(),
                it.title().orElse(template.title()),
                cast.unit(it.unit().orElse(Cast.ORGANIZATION)),
                cast.person(it.by()),
                Locale.ENGLISH,
                Cast.known(Classification.BY_CODE, it.classification()),
                new Document.Distribution(
                        it.everybody(),
                        cast.persons(it.persons()).stream().collect(Collectors.toSet()),
                        it.teams().stream().map(cast::team).collect(Collectors.toSet()),
                        it.others().orElse("")),
                template.references(),
                Optional.of(3),
                it.every()
                        .map(every -> new Document.Schedule(
                                Cast.known(Codes.FREQUENCIES, every),
                                script.day(it.next().orElseThrow()))),
                template.sections());
    }
}
