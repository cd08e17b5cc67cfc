using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Two schemas of the same value, with their place.</summary>
/// <param name="Old">The older one.</param>
/// <param name="New">The newer one.</param>
/// <param name="Pointer">The place of the value in a document.</param>
internal sealed record PairedParts(JsonNode Old, JsonNode New, string Pointer)
{
    /// <summary>True if the wording of one of them is in a schema around it, and is compared there.</summary>
    internal bool HasNoWords { get; init; }

    /// <summary>True if null is another branch of a choice around one of them, and is compared there.</summary>
    internal bool HasNoNull { get; init; }

    /// <summary>True if a value that only the newer one takes may still be refused, because another branch may take it too.</summary>
    internal bool IsExclusive { get; init; }

    /// <summary>True for a member that was optional, so its readers expect null.</summary>
    internal bool IsOptional { get; init; }
}
