package sextant.evidence.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.stereotype.Component;
import sextant.evidence.EvidencePack;
import sextant.evidence.PackedFiles;
import sextant.people.Actor;

/** Answers with a pack's file, or with the rest of it where a download broke off (RFC 9110 section 14: one range). */
@Component
class PackSending {
    private final PackedFiles files;

    PackSending(PackedFiles files) {
        this.files = files;
    }

    /** @param pack a ready one that this person was shown */
    void send(Actor actor, EvidencePack pack, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        EvidencePack.Finished finished = pack.finished().orElseThrow();
        long length = finished.length();
        String tag = "\"" + finished.digest().hex() + "\"";
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + pack.fileName() + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.ETAG, tag);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        Optional<HttpRange> range = range(request, tag);
        if (range.isEmpty()) {
            response.setContentLengthLong(length);
            files.send(actor, pack, 0, length, response.getOutputStream());
            return;
        }
        long from = range.get().getRangeStart(length);
        if (from >= length) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + length);
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return;
        }
        long to = range.get().getRangeEnd(length) + 1;
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + from + "-" + (to - 1) + "/" + length);
        response.setContentLengthLong(to - from);
        files.send(actor, pack, from, to, response.getOutputStream());
    }

    /** The one range that is asked for; several, one that cannot be read, and one of another file count as none. */
    private static Optional<HttpRange> range(HttpServletRequest request, String tag) {
        String of = request.getHeader(HttpHeaders.IF_RANGE);
        if (of != null && !of.equals(tag)) return Optional.empty();
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(request.getHeader(HttpHeaders.RANGE));
            return ranges.size() == 1 ? Optional.of(ranges.getFirst()) : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
