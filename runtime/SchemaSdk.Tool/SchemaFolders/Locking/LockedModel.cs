using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.SchemaFolders.Locking;

/// <summary>The entry in <c>schemas.lock.json</c> for a model that was downloaded from a catalogue.</summary>
/// <param name="Taken">The time at which the schema last changed.</param>
/// <param name="Hash">The hash of <c>input.json</c> as it was written.</param>
/// <param name="Source">The address of the service.</param>
/// <param name="IsFacts">True if the service's prose, such as descriptions, was dropped.</param>
internal sealed record LockedModel(string Taken, string Hash, string Source, bool IsFacts)
{
    /// <summary>The hash of <c>output.json</c> as it was written; null if the catalogue has no output schema for the model.</summary>
    internal string? OutputHash { get; init; }

    /// <summary>The facts from the catalogue that are only shown to people, such as the display name of the model.</summary>
    internal ModelFacts About { get; init; } = ModelFacts.None;

    /// <summary>The retirement of the model; null if the service still has the model.</summary>
    internal LockedRetirement? Retirement { get; init; }

    /// <summary>True for a retired model whose files were deleted.</summary>
    internal bool IsRemoved => Retirement is { Stage: LockedRetirement.Removed };
}
