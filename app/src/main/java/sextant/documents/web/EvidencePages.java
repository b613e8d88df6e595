package sextant.documents.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import sextant.documents.EvidencePacks;
import sextant.documents.web.EvidenceViews.EvidencePanel;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectivePanel;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.web.Panel;

/** Builds the evidence pack of an objective and hands it over. */
@Controller
class EvidencePages {
    private final EvidencePacks packs;

    EvidencePages(EvidencePacks packs) {
        this.packs = packs;
    }

    @PostMapping("/objectives/{id}/evidence-pack")
    @Requires(Permission.EVIDENCE_BUILD)
    void page(Actor actor, @PathVariable ObjectiveId id, HttpServletResponse response) throws IOException {
        send(actor, id, response);
    }

    @GetMapping("/api/v1/objectives/{id}/evidence-pack")
    @Requires(Permission.EVIDENCE_BUILD)
    void api(Actor actor, @PathVariable ObjectiveId id, HttpServletResponse response) throws IOException {
        send(actor, id, response);
    }

    private void send(Actor actor, ObjectiveId id, HttpServletResponse response) throws IOException {
        Path file = EvidencePacks.temporaryFile();
        try {
            packs.build(actor, id, file);
            response.setContentType("application/zip");
            response.setHeader("Content-Disposition", "attachment; filename=\"evidence-" + id + ".zip\"");
            response.setHeader("Cache-Control", "no-store");
            response.setContentLengthLong(Files.size(file));
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Component
    static class Panels implements ObjectivePanel {
        @Override
        public List<Panel> panels(
                Actor actor, Objective objective, Objective.Version version, Instant moment, boolean past) {
            boolean builds = !past
                    && actor.may(Permission.EVIDENCE_BUILD, version.content().unit());
            return builds
                    ? List.of(
                            new Panel(Panel.Place.ASIDE, 40, "documents/panel.jte", new EvidencePanel(objective.id())))
                    : List.of();
        }
    }
}
