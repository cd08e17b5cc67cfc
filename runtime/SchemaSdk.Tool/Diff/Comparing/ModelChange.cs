using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>One difference between two sets of models.</summary>
/// <param name="Model">The id of the model, or of the first model if several share the schema.</param>
/// <param name="Rule">The kind of change: a short, stable name.</param>
/// <param name="Severity">The severity of the change.</param>
/// <param name="Text">The change as a sentence.</param>
internal sealed record ModelChange(string Model, string Rule, Severity Severity, string Text)
{
    /// <summary>The location in the older file; null if the changed part is only in the newer file.</summary>
    internal FilePlace? Old { get; init; }

    /// <summary>The location in the newer file; null if the changed part is only in the older file.</summary>
    internal FilePlace? New { get; init; }

    /// <summary>The JSON pointer to the changed part of the schema; null if the change is to a whole model.</summary>
    internal string? Pointer { get; init; }

    /// <summary>The C# member or type; null if the change is to a whole model.</summary>
    internal string? Member { get; init; }

    /// <summary>True if the change was announced: code that uses the older model gets a warning that the model is retired.</summary>
    internal bool IsAnnounced { get; init; }

    /// <summary>The number of other models that share the schema.</summary>
    internal int Sharing { get; init; }
}
