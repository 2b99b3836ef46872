package org.dermatrail.ops.journeys;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The published tables that ready mappings read, and how an operator imports each. */
enum PublishedTable {
    ISIC_2019("isic2019", "isic-2019", "isic2019/ISIC_2019_Training_Metadata.csv"),
    HAM10000("ham10000", "ham10000", "ham10000/HAM10000_metadata.csv"),
    ISIC_2020("isic2020", "isic-2020", "isic2020/ISIC_2020_Test_Metadata.csv"),
    MILK10K("milk10k", "milk10k", "milk10k/MILK10k_Test_Metadata.csv");

    private final String mapping;
    private final String study;
    private final String file;

    PublishedTable(String mapping, String study, String file) {
        this.mapping = mapping;
        this.study = study;
        this.file = file;
    }

    String mapping() {
        return mapping;
    }

    String study() {
        return study;
    }

    Path file() {
        return SharedData.at(file);
    }

    /** Its side tables by name. */
    Map<String, Path> joins() {
        if (this != ISIC_2019) {
            return Map.of();
        }
        var joins = new LinkedHashMap<String, Path>();
        joins.put("diagnosis", SharedData.at("isic2019/ISIC_2019_Training_GroundTruth.csv"));
        joins.put("centre", SharedData.at("isic2019/six_centre_split.csv"));
        return joins;
    }

    /** Arguments of an import with side tables, and with the pictures there are. */
    Map<String, Object> arguments() {
        return arguments(file());
    }

    /** The same for another main table of the same kind. */
    Map<String, Object> arguments(Path main) {
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("mapping", mapping);
        arguments.put("file", main.toString());
        var joins = new LinkedHashMap<String, Object>();
        joins().forEach((name, path) -> joins.put(name, path.toString()));
        arguments.put("joins", joins);
        arguments.put("pictures", pictures().toString());
        return arguments;
    }

    static Path pictures() {
        return SharedData.at("images/dermoscopy");
    }
}
