package sextant.documents.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import sextant.documents.EvidencePack;
import sextant.documents.PackedFiles;
import sextant.people.Actor;

/** Answers with a pack's file. */
@Component
class PackSending {
    private final PackedFiles files;

    PackSending(PackedFiles files) {
        this.files = files;
    }

    /** @param pack a ready one that this person was shown */
    void send(Actor actor, EvidencePack pack, HttpServletResponse response) throws IOException {
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + pack.fileName() + "\"");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLengthLong(pack.finished().orElseThrow().length());
        files.send(actor, pack, response.getOutputStream());
    }
}
