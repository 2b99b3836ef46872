package org.dermatrail.ops.commandline;

import java.nio.file.Path;
import java.util.Map;
import org.dermatrail.ops.operations.Arguments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks a cohort question. */
@Command(
        name = "cohort",
        description = {
            "Counts the participants, lesions and captures that fit criteria, with facets, in one pass.",
            "",
            "The criteria file is JSON: {\"criteria\": …, \"facets\": [ … ], \"asOf\": \"CUT\"}; all three may be left out.",
            "  criteria  {\"all\": [ … ]}, {\"any\": [ … ]}, {\"not\": … },",
            "            {\"field\": \"diagnosis\", \"in\": [\"MEL\"]}, {\"field\": \"ageYears\", \"from\": 61, \"to\": 80},",
            "            {\"field\": \"day\", \"known\": true}",
            "  facets    \"sex\", or {\"field\": \"ageYears\", \"interval\": 10, \"level\": \"LESION\", \"limit\": 20}",
            "",
            "Fields: study site sex identification status ageYears modality technique anatomicSite anatomicRegion",
            "laterality diagnosis diagnosisGroup confirmation extent procedure day withPicture linked lesionCaptures",
            "lesionModalities disputed"
        },
        footer = {
            "",
            "Example: melanomas of the trunk in people over 60, by sex:",
            "  {\"criteria\": {\"all\": [{\"field\": \"diagnosis\", \"in\": [\"MEL\"]},",
            "     {\"field\": \"anatomicRegion\", \"in\": [\"TRUNK\"]}, {\"field\": \"ageYears\", \"from\": 61}]},",
            "   \"facets\": [\"sex\"]}"
        })
final class CohortCommand extends OperationCommand {

    @Option(names = "--criteria", required = true, paramLabel = "FILE.json", description = "The criteria file.")
    private Path criteria = Path.of("");

    @Override
    String operation() {
        return "cohort";
    }

    @Override
    Arguments arguments() {
        return new Arguments(Map.of("criteria", criteria.toAbsolutePath().toString()));
    }
}
