using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>One difference between an older and a newer schema.</summary>
/// <param name="Direction">The direction in which the value is sent.</param>
/// <param name="Keyword">The keyword that changed.</param>
/// <param name="Effect">The effect of the change.</param>
/// <param name="Pointer">The location of the value in a document, with <c>*</c> for an item or a member with an arbitrary name.</param>
/// <param name="Text">The change, as part of a sentence.</param>
internal sealed record SchemaChange(Direction Direction, string Keyword, Effect Effect, string Pointer, string Text)
{
    /// <summary>The location in the older file; null if the changed part is only in the newer file.</summary>
    internal FilePlace? Old { get; init; }

    /// <summary>The location in the newer file; null if the changed part is only in the older file.</summary>
    internal FilePlace? New { get; init; }

    /// <summary>The JSON pointer to the changed part in the newer file, or in the older file if the part was removed.</summary>
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

    /// <summary>The kind of change: a short, stable name such as <c>input-maximum-narrower</c>.</summary>
    internal string Rule => $"{Direction}-{Keyword}-{Effect}".ToLowerInvariant();
}
