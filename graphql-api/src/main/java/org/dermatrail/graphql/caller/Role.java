package org.dermatrail.graphql.caller;

/** What a caller is to the registry. */
public enum Role {
    /** Coordinates a study at one or more sites: sees and changes what belongs to those sites. */
    COORDINATOR,
    /** Does research in a project: sees consented data of granted studies, with small counts suppressed. */
    RESEARCHER,
    /** Sits on the ethics committee: sees counts and who asked what, but no rows and no pictures. */
    ETHICS,
    /** Keeps the registry: sees everything, opens studies and sites, publishes data cuts. */
    DATA_MANAGER
}
