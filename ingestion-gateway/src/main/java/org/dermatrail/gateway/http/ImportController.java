package org.dermatrail.gateway.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dermatrail.connectors.Connector;
import org.dermatrail.connectors.Connectors;
import org.dermatrail.connectors.SourceFault;
import org.dermatrail.connectors.mapping.Mappings;
import org.dermatrail.gateway.edge.SourceMap;
import org.dermatrail.gateway.grant.GrantedConnector;
import org.dermatrail.gateway.grant.ImportGrant;
import org.dermatrail.gateway.upload.SentFile;
import org.dermatrail.gateway.upload.Upload;
import org.dermatrail.gateway.upload.UploadFolder;
import org.dermatrail.gateway.upload.UploadRefused;
import org.dermatrail.pseudonymization.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;

/**
 * Takes tables from browsers.
 *
 * <p>Laws: nobody brings in what is not granted to them, and the grant is asked for at every step; nothing is shown or
 * begun that the audit log does not hold; answers and logs name no file and no place of this machine. Thread-safe.
 */
@RestController
public final class ImportController {

    private static final Logger LOG = LoggerFactory.getLogger(ImportController.class);
    private static final String JOIN = "join.";
    private static final int MOST_PROBLEMS = 500;

    private final Importers importers;
    private final UploadFolder uploads;
    private final ImportJobs jobs;
    private final ImportBook book;
    private final ImportAudit audit;
    private final SourceMap map;
    private final Vault vault;

    ImportController(
            Importers importers,
            UploadFolder uploads,
            ImportJobs jobs,
            ImportBook book,
            ImportAudit audit,
            SourceMap map,
            Vault vault) {
        this.importers = importers;
        this.uploads = uploads;
        this.jobs = jobs;
        this.book = book;
        this.audit = audit;
        this.map = map;
        this.vault = vault;
    }

    private ImportGrant who() {
        return importers.current().orElseThrow(() -> RequestRefused.notAllowed("Your role may not import."));
    }

    private Connector connector(ImportGrant who) {
        return new GrantedConnector(Connectors.named("table"), who, map, vault);
    }

    @GetMapping("/imports/mappings")
    List<Answers.ReadyMapping> mappings() {
        var who = who();
        return Mappings.ready().stream()
                .map(Mappings::read)
                .filter(mapping -> who.admitsStudy(mapping.source().studyId()))
                .map(mapping -> new Answers.ReadyMapping(
                        mapping.name(),
                        mapping.source().studyId(),
                        mapping.source().studyTitle(),
                        List.copyOf(mapping.joins().keySet())))
                .toList();
    }

    @PostMapping(path = "/imports/uploads", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Answers.Kept upload(
            @RequestParam(required = false) @Nullable String mappingName,
            @RequestParam MultiValueMap<String, MultipartFile> files)
            throws IOException {
        var who = who();
        var upload = uploads.keep(who.account(), parcel(mappingName, files));
        boolean taken = false;
        try {
            var study = study(upload);
            if (study != null && !who.admitsStudy(study)) {
                throw RequestRefused.notAllowed("You may not import into the study of this mapping.");
            }
            audit.note(who, "import-upload", what(upload, study), "kept", List.of());
            taken = true;
            return new Answers.Kept(upload.id().toString());
        } finally {
            if (!taken) {
                uploads.drop(upload);
            }
        }
    }

    private static UploadFolder.Parcel parcel(
            @Nullable String mappingName, MultiValueMap<String, MultipartFile> files) {
        Map<String, SentFile> joins = new LinkedHashMap<>();
        for (var name : files.keySet()) {
            if (name.startsWith(JOIN)) {
                joins.put(name.substring(JOIN.length()), one(files, name));
            } else if (!List.of("table", "mapping", "pictures").contains(name)) {
                throw new UploadRefused(
                        "BAD_INPUT", "Files are sent as 'table', 'mapping', 'join.NAME' or 'pictures'.");
            }
        }
        var pictures = files.getOrDefault("pictures", List.of()).stream()
                .map(ImportController::sent)
                .toList();
        var table = files.containsKey("table") ? one(files, "table") : null;
        var mapping = files.containsKey("mapping") ? one(files, "mapping") : null;
        return new UploadFolder.Parcel(table, mappingName, mapping, joins, pictures);
    }

    private static SentFile one(MultiValueMap<String, MultipartFile> files, String name) {
        var sent = files.getOrDefault(name, List.of());
        if (sent.size() != 1) {
            throw new UploadRefused("BAD_INPUT", "Send one table, one mapping, and one file a side table.");
        }
        return sent(sent.getFirst());
    }

    private static SentFile sent(MultipartFile file) {
        return new SentFile() {
            @Override
            public String name() {
                var name = file.getOriginalFilename();
                return name == null ? "" : name;
            }

            @Override
            public void moveTo(Path target) throws IOException {
                // By file, not by path: only so it is moved instead of copied.
                file.transferTo(target.toFile());
            }
        };
    }

    private static @Nullable String study(Upload upload) {
        try {
            return Mappings.read(upload.request().mapping()).source().studyId();
        } catch (SourceFault unusable) {
            // The preview says what is wrong with the mapping.
            return null;
        }
    }

    private static String what(Upload upload, @Nullable String study) {
        return "table for study " + (study == null ? "that is not known" : study) + " by " + upload.mapping();
    }

    private Upload granted(ImportGrant who, String id) {
        try {
            return uploads.find(who.account(), UUID.fromString(id)).orElseThrow(RequestRefused::notFound);
        } catch (IllegalArgumentException noId) {
            throw RequestRefused.notFound();
        }
    }

    @GetMapping("/imports/uploads/{id}/preview")
    Answers.Preview preview(@PathVariable String id) {
        var who = who();
        var upload = granted(who, id);
        if (!uploads.hold(upload)) {
            throw RequestRefused.notFound();
        }
        try {
            var study = study(upload);
            if (study != null && !who.admitsStudy(study)) {
                throw RequestRefused.notAllowed("You may not import into the study of this mapping.");
            }
            var preview = Previewing.of(upload, connector(who));
            audit.note(
                    who,
                    "import-preview",
                    what(upload, preview.study()),
                    preview.rows().size() + " rows of the own upload",
                    List.of());
            return preview;
        } finally {
            uploads.letGo(upload);
        }
    }

    @PostMapping("/imports/uploads/{id}/run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Answers.Begun run(@PathVariable String id) {
        var who = who();
        var upload = granted(who, id);
        var study = study(upload);
        if (study != null && !who.admitsStudy(study)) {
            throw RequestRefused.notAllowed("You may not import into the study of this mapping.");
        }
        return new Answers.Begun(jobs.start(upload, who, connector(who)));
    }

    @GetMapping("/imports")
    List<Answers.Entry> imports() {
        return book.all(who());
    }

    @GetMapping("/imports/{importId}")
    Answers.Progress progress(@PathVariable String importId) {
        return book.progress(who(), importId);
    }

    @GetMapping("/imports/{importId}/problems")
    Answers.Problems problems(
            @PathVariable String importId,
            @RequestParam(defaultValue = "50") int first,
            @RequestParam(required = false) @Nullable String after) {
        var who = who();
        if (first < 1 || first > MOST_PROBLEMS) {
            throw new RequestRefused(
                    HttpStatus.BAD_REQUEST, "BAD_INPUT", "'first' is between 1 and " + MOST_PROBLEMS + ".");
        }
        var problems = book.problems(who, importId, first, after);
        audit.note(
                who,
                "import-problems",
                "rows of an import in quarantine",
                problems.problems().size() + " rows",
                List.of(importId));
        return problems;
    }

    @PostMapping("/imports/{importId}/stop")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void stop(@PathVariable String importId) {
        var who = who();
        var state = book.progress(who, importId).state();
        if (state != ImportState.RUNNING) {
            throw new RequestRefused(HttpStatus.CONFLICT, "IMPORT_NOT_RUNNING", "This import does not run now.");
        }
        var job = jobs.find(importId)
                .orElseThrow(() -> new RequestRefused(
                        HttpStatus.CONFLICT,
                        "IMPORT_NOT_RUNNING",
                        "This import was started by a command; stop it where it was started."));
        audit.note(who, "import-stop", "stop of an import", "asked to stop", List.of(importId));
        job.stop();
    }

    @ExceptionHandler
    ResponseEntity<Answers.Problem> refused(RequestRefused refused) {
        return ResponseEntity.status(refused.status()).body(refused.body());
    }

    @ExceptionHandler
    ResponseEntity<Answers.Problem> refused(UploadRefused refused) {
        var status = refused.code().equals("UPLOAD_TOO_LARGE") ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST;
        return ResponseEntity.status(status).body(new Answers.Problem(refused.code(), refused.sentence()));
    }

    @ExceptionHandler
    ResponseEntity<Answers.Problem> tooLarge(MaxUploadSizeExceededException refused) {
        return refused(new UploadRefused("UPLOAD_TOO_LARGE", "The upload is larger, or of more files, than is taken."));
    }

    @ExceptionHandler
    ResponseEntity<Answers.Problem> malformed(MultipartException refused) {
        return refused(new UploadRefused("BAD_INPUT", "The upload cannot be read; send it again."));
    }

    @ExceptionHandler
    ResponseEntity<Answers.Problem> notStored(IOException broken) {
        LOG.error("An upload cannot be kept", broken);
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Answers.Problem(
                        "UPLOAD_NOT_KEPT", "The upload cannot be kept now; there may be no room on the disk."));
    }
}
