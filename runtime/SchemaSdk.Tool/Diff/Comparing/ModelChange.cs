using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>One difference between two sets of models.</summary>
/// <param name="Model">The id of the model; the first one if several share a schema.</param>
/// <param name="Rule">A short name of the kind of change, which never changes.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Text">The change as a sentence.</param>
internal sealed record ModelChange(string Model, string Rule, Severity Severity, string Text)
{
    /// <summary>The place in the older file; null if there was none.</summary>
    internal FilePlace? Old { get; init; }

    /// <summary>The place in the newer file; null if only the older one has the part.</summary>
    internal FilePlace? New { get; init; }

    /// <summary>The JSON pointer of the part of the schema; null for a whole model.</summary>
    internal string? Pointer { get; init; }

    /// <summary>The C# member or type; null for a whole model.</summary>
    internal string? Member { get; init; }

    /// <summary>True if the older side announced the change: its model was marked as retired.</summary>
    internal bool IsAnnounced { get; init; }

    /// <summary>The number of further models that share the schema.</summary>
    internal int Sharing { get; init; }
}
