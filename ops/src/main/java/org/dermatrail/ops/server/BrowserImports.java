package org.dermatrail.ops.server;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dermatrail.gateway.grant.ImportGrant;
import org.dermatrail.gateway.http.ImportController;
import org.dermatrail.gateway.http.ImportDoor;
import org.dermatrail.gateway.upload.UploadSettings;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.security.Account;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;

/** Opens the door for browsers onto the registry that is served. */
@Configuration(proxyBeanMethods = false)
class BrowserImports {

    private static final Duration VISIBLE_WITHIN = Duration.ofMinutes(30);

    /** How the web server takes uploads: onto the disk of the data folder as they come, and no more than the settings say. */
    static Map<String, Object> properties(UploadSettings uploads) {
        return Map.of(
                "spring.servlet.multipart.location",
                uploads.incoming().toString(),
                "spring.servlet.multipart.file-size-threshold",
                "0B",
                "spring.servlet.multipart.max-file-size",
                uploads.mostBytes() + "B",
                "spring.servlet.multipart.max-request-size",
                uploads.mostBytes() + "B",
                // Only when whoever sends it was found to be allowed to.
                "spring.servlet.multipart.resolve-lazily",
                "true",
                "server.tomcat.max-part-count",
                uploads.mostFiles());
    }

    @Bean
    ImportDoor importDoor(Registry registry, UploadSettings uploads, Clock clock) {
        return new ImportDoor(
                new ImportDoor.Footing(
                        registry.imports(),
                        registry.importTurn(),
                        registry.sourceMap(),
                        registry.vault(),
                        registry.audit(),
                        () -> registry.awaitVisible(VISIBLE_WITHIN),
                        Registry.ids(),
                        clock),
                BrowserImports::whoAsks,
                uploads);
    }

    @Bean
    ImportController importController(ImportDoor door) {
        return door.controller();
    }

    private static Optional<ImportGrant> whoAsks() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Account account
                ? grantOf(account)
                : Optional.empty();
    }

    private static Optional<ImportGrant> grantOf(Account account) {
        return switch (account.role()) {
            case COORDINATOR ->
                Optional.of(new ImportGrant(account.name(), Role.COORDINATOR.name(), false, account.sites()));
            case DATA_MANAGER -> Optional.of(new ImportGrant(account.name(), Role.DATA_MANAGER.name(), true, Set.of()));
            case RESEARCHER, ETHICS -> Optional.empty();
        };
    }
}
