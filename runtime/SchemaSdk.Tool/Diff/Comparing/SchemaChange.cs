using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>One difference between an older and a newer schema.</summary>
/// <param name="Direction">The direction of the value.</param>
/// <param name="Keyword">The keyword that changed.</param>
/// <param name="Effect">The effect of the change.</param>
/// <param name="Pointer">The place of the value in a document, with <c>*</c> for an item or for a member without a name of its own.</param>
/// <param name="Text">What changed, as part of a sentence.</param>
internal sealed record SchemaChange(Direction Direction, string Keyword, Effect Effect, string Pointer, string Text)
{
    /// <summary>The place in the older file; null if there was none.</summary>
    internal FilePlace? Old { get; init; }

    /// <summary>The place in the newer file; null if only the older one has the part.</summary>
    internal FilePlace? New { get; init; }

    /// <summary>The JSON pointer of the part in the newer file, or in the older one if it is gone.</summary>
    internal string SchemaPointer { get; init; } = "";

    /// <summary>The severity for users of a client.</summary>
    internal Severity Severity => (Effect, Direction) switch
    {
        (Effect.Words, _) => Severity.Patch,
        (Effect.Meaning, _) => Severity.Feature,
        (Effect.Unknown, _) => Severity.Unknown,
        (Effect.Wider, Direction.Input) or (Effect.Narrower, Direction.Output) => Severity.Feature,
        _ => Severity.Breaking,
    };

    /// <summary>A short name of the kind of change, which never changes: <c>input-maximum-narrower</c>.</summary>
    internal string Rule => $"{Direction}-{Keyword}-{Effect}".ToLowerInvariant();
}
