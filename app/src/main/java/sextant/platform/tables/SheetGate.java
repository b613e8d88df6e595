package sextant.platform.tables;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Looks through an XLSX before the library reads it: what it unpacks to, so that a ZIP bomb ends here and not in memory;
 * that there is no document type (XML bombs); and that each cell lies where a sheet can have one, since the library makes room
 * for all that are to its left. Returns which sheet is the first that is visible.
 */
final class SheetGate {
    private static final int MOST_FILES = 1_000;
    private static final long MOST_UNPACKED = 1L << 30;
    /** Of any part but the sheets, which are streamed: texts and formats are held in memory. */
    private static final long MOST_HELD = 32L << 20;

    private static final int MOST_ARRAYS = 100;
    private static final String SHEETS = "xl/worksheets/";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /** ECMA-376, 18.3.1.4: columns A to XFD, rows 1 to 1,048,576. */
    private static final Pattern PLACE = Pattern.compile("[A-Z]{1,3}[1-9][0-9]{0,6}");

    private static final Pattern XML_PARTS = Pattern.compile("\\.(xml|rels)$");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,6}");

    private static final XMLInputFactory XML = factory();

    private SheetGate() {}

    /**
     * The sheet that is read.
     *
     * @param index of it among all, from 0
     * @param relation the id under which the workbook names its part
     * @param formatted whether the workbook has formats, without which nothing is a date; the library wants to be told
     */
    record First(int index, String name, String relation, boolean formatted) {}

    static First check(Path file) throws IOException, UnreadableSheet {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_FILES) throw new UnreadableSheet("too-many-parts", MOST_FILES);
            First first = first(zip);
            String part = partOf(zip, first);
            long unpacked = 0;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                long most = entry.getName().startsWith(SHEETS) ? MOST_UNPACKED : MOST_HELD;
                try (Counted in = new Counted(zip.getInputStream(entry), most)) {
                    if (XML_PARTS.matcher(entry.getName()).find())
                        look(in, entry.getName().equals(part), first.name());
                    else in.transferTo(OutputStream.nullOutputStream());
                    unpacked += in.count;
                }
                if (unpacked > MOST_UNPACKED) throw new UnreadableSheet("unpacks-too-large");
            }
            return first;
        } catch (ZipException broken) {
            throw UnreadableSheet.broken(broken);
        } catch (TooLong bomb) {
            throw new UnreadableSheet("unpacks-too-large");
        } catch (XMLStreamException broken) {
            throw new UnreadableSheet(broken.getNestedException() instanceof TooLong ? "unpacks-too-large" : "broken");
        }
    }

    private static First first(ZipFile zip) throws IOException, XMLStreamException, UnreadableSheet {
        try (InputStream in = part(zip, "xl/workbook.xml")) {
            XMLStreamReader xml = XML.createXMLStreamReader(in);
            int index = 0;
            while (xml.hasNext())
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("sheet")) {
                    String state = attribute(xml, "state");
                    if (state == null || state.equals("visible"))
                        return new First(
                                index,
                                Optional.ofNullable(attribute(xml, "name")).orElse(""),
                                Optional.ofNullable(xml.getAttributeValue(RELATIONS, "id"))
                                        .orElse(""),
                                zip.getEntry("xl/styles.xml") != null);
                    index++;
                }
        }
        throw new UnreadableSheet("no-sheet");
    }

    /** The file of the sheet, by the workbook's relations. */
    private static String partOf(ZipFile zip, First first) throws IOException, XMLStreamException, UnreadableSheet {
        Map<String, String> targets = new HashMap<>();
        try (InputStream in = part(zip, "xl/_rels/workbook.xml.rels")) {
            XMLStreamReader xml = XML.createXMLStreamReader(in);
            while (xml.hasNext())
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("Relationship"))
                    targets.put(
                            Optional.ofNullable(attribute(xml, "Id")).orElse(""),
                            Optional.ofNullable(attribute(xml, "Target")).orElse(""));
        }
        String target = targets.get(first.relation());
        if (target == null) throw new UnreadableSheet("broken");
        return target.startsWith("/") ? target.substring(1) : "xl/" + target;
    }

    private static void look(InputStream in, boolean sheet, String name) throws XMLStreamException, UnreadableSheet {
        XMLStreamReader xml = XML.createXMLStreamReader(in);
        int arrays = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) throw new UnreadableSheet("broken");
            if (!sheet || event != XMLStreamConstants.START_ELEMENT) continue;
            switch (xml.getLocalName()) {
                case "c" -> {
                    String place = attribute(xml, "r");
                    if (place != null && !PLACE.matcher(place).matches()) throw new UnreadableSheet("broken");
                }
                case "row" -> {
                    String number = attribute(xml, "r");
                    if (number != null && !NUMBER.matcher(number).matches()) throw new UnreadableSheet("broken");
                }
                case "f" -> {
                    if ("array".equals(attribute(xml, "t")) && ++arrays > MOST_ARRAYS)
                        throw new UnreadableSheet("too-many-arrays", MOST_ARRAYS);
                }
                case "mergeCell" ->
                    throw new UnreadableSheet(
                            "merged-cells",
                            Optional.ofNullable(attribute(xml, "ref")).orElse(""),
                            name);
                default -> {}
            }
        }
    }

    private static InputStream part(ZipFile zip, String name) throws IOException, UnreadableSheet {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) throw new UnreadableSheet("no-workbook");
        return new Counted(zip.getInputStream(entry), MOST_HELD);
    }

    private static @Nullable String attribute(XMLStreamReader xml, String name) {
        return xml.getAttributeValue(null, name);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Fails where a part is longer than it may be, whatever the ZIP says of its length. */
    private static final class Counted extends FilterInputStream {
        private final long most;
        private long count;

        Counted(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (n > 0) count += n;
            if (count > most) throw new TooLong();
            return n;
        }
    }
}
