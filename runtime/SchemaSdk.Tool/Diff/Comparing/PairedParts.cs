using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Two schemas of the same value, where they stand.</summary>
/// <param name="Old">The older one.</param>
/// <param name="New">The newer one.</param>
/// <param name="Pointer">The place of the value in a document.</param>
internal sealed record PairedParts(JsonNode Old, JsonNode New, string Pointer)
{
    /// <summary>True if the words of one of them stand around it, and are compared there.</summary>
    internal bool HasNoWords { get; init; }

    /// <summary>True if null is another part of a choice around one of them, and is compared there.</summary>
    internal bool HasNoNull { get; init; }

    /// <summary>True if what the newer one takes besides may be refused for it: another branch may take it as well.</summary>
    internal bool IsExclusive { get; init; }

    /// <summary>True for a member that did not have to come, so that its readers are ready for null.</summary>
    internal bool IsOptional { get; init; }
}
