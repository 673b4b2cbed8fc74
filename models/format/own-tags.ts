/** Tags that a stack itself sets. */
export const OWN_TAGS = ["Model", "Name", "AmazonECSManaged", "ManagedBy", "Description"] as const;
