package sextant.platform.web;

import java.util.Objects;
import org.springframework.web.multipart.MultipartFile;

/** What an uploaded file is called. */
public final class UploadedName {
    private static final int LONGEST = 120;

    private UploadedName() {}

    /** The last part of the path only, without characters that mean something to a file system. */
    public static String of(MultipartFile file) {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "")
                .replaceAll(".*[/\\\\]", "")
                .replaceAll("[\\p{Cntrl}\"*:<>?|]", "_")
                .strip();
        if (name.isEmpty()) return "upload";
        return name.length() > LONGEST ? name.substring(name.length() - LONGEST) : name;
    }
}
