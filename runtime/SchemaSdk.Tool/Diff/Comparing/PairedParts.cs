using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>An older and a newer schema for the same value.</summary>
/// <param name="Old">The older schema.</param>
/// <param name="New">The newer schema.</param>
/// <param name="Pointer">The location of the value in a document.</param>
internal sealed record PairedParts(JsonNode Old, JsonNode New, string Pointer)
{
    /// <summary>
    /// True if one of the two schemas is only a branch of an <c>anyOf</c> or <c>oneOf</c>. Keywords that restrict no value, such as
    /// <c>title</c>, are then skipped, because they are usually outside the branch.
    /// </summary>
    internal bool HasNoWords { get; init; }

    /// <summary>True to ignore null, because one of the schemas is only a branch of a union, and another branch can allow null.</summary>
    internal bool HasNoNull { get; init; }

    /// <summary>True if an enclosing <c>oneOf</c> or <c>maxContains</c> can reject a value that only the newer schema allows.</summary>
    internal bool IsExclusive { get; init; }

    /// <summary>The enclosing schemas if they apply to the same value; otherwise null.</summary>
    internal EnclosingMembers? Enclosing { get; init; }

    /// <summary>True if a value must match these schemas as well as the enclosing ones; false for a branch of a union.</summary>
    internal bool IsPart { get; init; }

    /// <summary>True if the schemas are for a member that was optional, so code that reads it already expects null.</summary>
    internal bool IsOptional { get; init; }
}
