package org.dermatrail.connectors.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dermatrail.connectors.SourceCapture;
import org.dermatrail.connectors.SourceItem;
import org.dermatrail.connectors.SourceRequest;
import org.dermatrail.connectors.UnusableItem;
import org.jspecify.annotations.Nullable;

/** Writes small tables and mappings for tests, and reads them by the connector. */
final class Tables {

    /** A mapping with every kind of field. */
    static final String MAPPING = """
            name: clinic
            source: {issuer: clinic-a}
            study: {code: naevus-2026, title: Naevi}
            consent: {basis: SIGNED_FORM, formVersion: v2}
            participant: {given: patient}
            captureId: image
            lesionId: [patient, lesion]
            site: {column: centre}
            modality:
              column: device
              values: {dermatoscope: DMS, camera: {code: XC, technique: CLOSE_UP}, "皮肤CT": CFM}
            fields:
              ageYears: age
              sex: {column: sex, values: {f: FEMALE, m: MALE, "?": null}}
              anatomicSite: place
              laterality: side
              day: day
              diagnosis: dx
              confirmation: {constant: CLINICAL}
            parameters:
              polarisation: pol
              magnification: {column: mag, unit: "1"}
            """;

    static final String HEADER = "image,patient,lesion,centre,device,age,sex,place,side,day,dx,pol,mag\n";
    static final String ROW = "i1,p1,l1,basel,dermatoscope,44,f,BACK,LEFT,12,NV,cross,10\n";

    private Tables() {}

    static SourceRequest request(Path folder, String mapping, String table) {
        return request(folder, mapping, table.getBytes(StandardCharsets.UTF_8), null);
    }

    static SourceRequest request(Path folder, String mapping, byte[] table, @Nullable Path pictures) {
        return new SourceRequest(
                write(folder, "clinic.yaml", mapping.getBytes(StandardCharsets.UTF_8))
                        .toString(),
                write(folder, "table.csv", table),
                Map.of(),
                pictures);
    }

    static Path write(Path folder, String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<SourceItem> read(SourceRequest request) {
        var items = new ArrayList<SourceItem>();
        try (var source = new TableConnector().open(request)) {
            for (var item = source.next(); item != null; item = source.next()) {
                items.add(item);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return items;
    }

    static List<SourceCapture> captures(List<SourceItem> items) {
        return items.stream()
                .filter(SourceCapture.class::isInstance)
                .map(SourceCapture.class::cast)
                .toList();
    }

    static List<UnusableItem> unusable(List<SourceItem> items) {
        return items.stream()
                .filter(UnusableItem.class::isInstance)
                .map(UnusableItem.class::cast)
                .toList();
    }
}
