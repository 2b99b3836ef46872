package org.dermatrail.ops.demo;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dermatrail.connectors.synthetic.SynthesisWatcher;
import org.dermatrail.connectors.synthetic.SyntheticConnector;
import org.dermatrail.connectors.synthetic.SyntheticSettings;
import org.dermatrail.connectors.synthetic.SyntheticStudy;
import org.dermatrail.domain.study.StudyCommand.PublishProtocolVersion;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Operations;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.security.Account;
import org.dermatrail.ops.server.ReadySignIn;
import org.dermatrail.ops.server.ReadySignIn.Try;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.access.AccessFilter.Everything;
import org.dermatrail.projections.access.AccessFilter.Only;
import org.springframework.util.FileSystemUtils;

/**
 * Prepares a registry for a first look: makes a small synthetic study, imports it through the same door as any other, and
 * makes a sign-in for each role.
 *
 * <p>Law: may be prepared again on the same folder; nothing is doubled.
 */
public final class Demo {

    private static final Duration TOKENS_LAST = Duration.ofDays(1);
    private static final SyntheticSettings STUDY =
            new SyntheticSettings(7, 25, SyntheticSettings.USUAL_CENTRES, SyntheticSettings.USUAL_DENSITY, true);
    private static final String CODE = STUDY.code();
    private static final String NORTH = CODE + "/NORTH";
    private static final String FOLDER = "synthetic-study";

    private Demo() {}

    /** Prepares the registry and returns the sign-ins. */
    public static List<ReadySignIn> prepare(Registry registry, Progress progress) throws IOException {
        progress.say("Preparing a synthetic study …");
        var result = Operations.named("import")
                .run(
                        registry,
                        new Arguments(Map.of(
                                "connector", SyntheticConnector.NAME,
                                "mapping", SyntheticConnector.NAME,
                                "file", study(registry.folder().root()).toString())),
                        progress);
        if (result.json().containsKey("error")) {
            throw new IOException("the synthetic study could not be imported: "
                    + result.json().get("message"));
        }
        // Sent again on a folder prepared before, this is refused as already there, which is as it should be.
        var published = registry.send(new PublishProtocolVersion(CODE, "1.0"));
        assert published != null : "a command has an outcome";
        return List.of(
                signIn(registry, "Researcher", researcher(), RESEARCHER_TRIES),
                signIn(registry, "Coordinator of the north centre", coordinator(), coordinatorTries(registry)),
                signIn(
                        registry,
                        "Ethics board",
                        new Account("demo-ethics", Role.ETHICS, null, Set.of(), Set.of(), false),
                        ETHICS_TRIES),
                signIn(
                        registry,
                        "Data manager",
                        new Account("demo-manager", Role.DATA_MANAGER, null, Set.of(), Set.of(), false),
                        MANAGER_TRIES));
    }

    /** The study's folder; made anew where there is none, or none that was written to its end. */
    private static Path study(Path root) throws IOException {
        var folder = root.resolve(FOLDER);
        if (!Files.exists(folder.resolve("study.json"))) {
            var rest = root.resolve(FOLDER + ".truth.jsonl");
            Files.deleteIfExists(rest);
            if (Files.exists(folder)) {
                FileSystemUtils.deleteRecursively(folder);
            }
            var written = SyntheticStudy.write(folder, STUDY, SynthesisWatcher.NONE);
            assert written.participants() == STUDY.participants() : "all are written";
        }
        return folder;
    }

    private static Account researcher() {
        return new Account("demo-researcher", Role.RESEARCHER, "demo", Set.of(CODE), Set.of(), false);
    }

    private static Account coordinator() {
        return new Account("demo-coordinator", Role.COORDINATOR, null, Set.of(), Set.of(NORTH), false);
    }

    private static ReadySignIn signIn(Registry registry, String label, Account account, List<Try> tries) {
        // Made anew at every start and shown on the demo's own pages only.
        var password = UuidCreator.getRandomBased().toString();
        if (!registry.accounts().changePassword(account.name(), password)) {
            registry.accounts().add(account, password);
        }
        var token = registry.accounts().issue(account.name(), "demo", TOKENS_LAST);
        return new ReadySignIn(label, account.role(), account.name(), password, token.secret(), tries);
    }

    private static final List<Try> RESEARCHER_TRIES = List.of(
            new Try("Count dermoscopies by diagnosis and age; counts of few are suppressed.", """
                    { cohort(criteria: {field: "modality", in: ["DMS"]},
                             facets: [{field: "diagnosis"}, {field: "ageYears", interval: 20}]) {
                        participantCount { value state } captureCount { value state } suppressed
                        facets { field buckets { value count { value state } } } } }"""),
            new Try("Follow lesions that were captured three times or more, in their pictures.", """
                    { cohort(criteria: {field: "lesionCaptures", from: 3}) {
                        lesions(first: 3) { edges { node { id diagnosis history { entries {
                          ... on Captured { day facts { modality } images { thumbnailUrl } }
                          ... on Diagnosed { day code confirmation } } } } } } } }"""));

    private static List<Try> coordinatorTries(Registry registry) {
        return List.of(
                new Try("See how enrolment goes, and which contradictions wait for you.", """
                    { enrolment(study: "%s") { site captures openDiscrepancies }
                      discrepancies { edges { node { id field statements { value } } } } }""".formatted(CODE)),
                new Try("Decide one of them (put in its id).", """
                    mutation { resolveDiscrepancy(discrepancy: "ID", value: "%s") { field resolvedTo } }""".formatted(stated(registry))));
    }

    /** A value stated in the first contradiction that the north centre sees. */
    private static String stated(Registry registry) {
        var access = new AccessFilter(new Everything(), new Only(Set.of(NORTH)), false);
        return registry.questions().discrepancies().list(access, false, null, 1).stream()
                .map(each -> each.statements().getFirst().value())
                .findFirst()
                .orElse("FEMALE");
    }

    private static final List<Try> ETHICS_TRIES = List.of(new Try("Read who asked what, and what was disclosed.", """
                    { auditLog(first: 50) { edges { node { at account role action question disclosed } } } }"""));

    private static final List<Try> MANAGER_TRIES = List.of(
            new Try("Publish a data cut; histories can be asked for as of it for ever after.", """
                    mutation { publishDataCut(cut: "first-look") { id } }"""),
            new Try("Ask about everything, exactly.", """
                    { studies { code title sites { code name } } cohort(facets: [{field: "modality"}, {field: "site"}]) {
                        captureCount { value } lesionCount { value }
                        facets { field buckets { value count { value } } } } }"""));
}
