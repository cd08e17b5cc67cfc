using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>A part of a patch that does not fit the schema, probably because the service has changed the schema.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Pointer">A JSON pointer to the part, in both the schema and the patch.</param>
/// <param name="Part">The member of the patch, or the patch itself if it is empty.</param>
internal sealed record PatchFinding(PatchFindingKind Kind, string Pointer, JsonNode Part);

/// <summary>The reason why a part of a patch does not fit the schema.</summary>
internal enum PatchFindingKind
{
    /// <summary>The part removes a member that the schema does not have.</summary>
    RemovesNothing,

    /// <summary>The part documents a member that the schema does not have.</summary>
    DescribesNothing,

    /// <summary>The schema already has the value that the part sets.</summary>
    ChangesNothing,
}
