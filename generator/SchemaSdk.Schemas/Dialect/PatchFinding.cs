using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>A part of a patch that no longer applies.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Pointer">Where, as a JSON pointer into the schema and into the patch.</param>
/// <param name="Part">The member of the patch; the patch itself if it is empty.</param>
internal sealed record PatchFinding(PatchFindingKind Kind, string Pointer, JsonNode Part);

/// <summary>Why a part of a patch no longer applies.</summary>
internal enum PatchFindingKind
{
    /// <summary>It removes something that the schema does not have.</summary>
    RemovesNothing,

    /// <summary>It documents something that the schema does not have.</summary>
    DescribesNothing,

    /// <summary>It says what the schema already says.</summary>
    ChangesNothing,
}
