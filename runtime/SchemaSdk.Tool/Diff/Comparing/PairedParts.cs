using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>An older and a newer schema for the same value.</summary>
/// <param name="Old">The older schema.</param>
/// <param name="New">The newer schema.</param>
/// <param name="Pointer">The location of the value in a document.</param>
internal sealed record PairedParts(JsonNode Old, JsonNode New, string Pointer)
{
    /// <summary>True if the wording of one schema is in an outer schema, where the wording is compared.</summary>
    internal bool HasNoWords { get; init; }

    /// <summary>True if null is a separate branch of a choice that contains one of the schemas, and is compared there.</summary>
    internal bool HasNoNull { get; init; }

    /// <summary>True if a value that only the newer schema allows may still be rejected, because another branch may match it too.</summary>
    internal bool IsExclusive { get; init; }

    /// <summary>True if the schemas are for a member that was optional, so code that reads it already expects null.</summary>
    internal bool IsOptional { get; init; }
}
