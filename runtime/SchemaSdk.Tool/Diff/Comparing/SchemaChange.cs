using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>One difference between an older and a newer schema.</summary>
/// <param name="Direction">The way that the value goes.</param>
/// <param name="Keyword">The keyword that changed.</param>
/// <param name="Effect">What the change does.</param>
/// <param name="Pointer">The place of the value in a document, with <c>*</c> for any item or any other member.</param>
/// <param name="Text">What changed, as part of a sentence.</param>
internal sealed record SchemaChange(Direction Direction, string Keyword, Effect Effect, string Pointer, string Text)
{
    /// <summary>The place in the older file; null if there was none.</summary>
    internal FilePlace? Old { get; init; }

    /// <summary>The place in the newer file; null for what only the older one has.</summary>
    internal FilePlace? New { get; init; }

    /// <summary>The JSON pointer of the part in the newer file, or in the older one if it is gone.</summary>
    internal string SchemaPointer { get; init; } = "";

    /// <summary>Its weight for those who use a client.</summary>
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
