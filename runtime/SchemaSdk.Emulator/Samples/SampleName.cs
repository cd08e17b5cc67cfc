using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Emulation.Samples;

/// <summary>The hints about a value that the names around it give.</summary>
/// <param name="Text">The format where it says something, else the nearest property's name.</param>
/// <param name="Kind">The medium, inherited from outside where the name says none: <c>video: { url }</c>.</param>
internal sealed record SampleName(string Text, MediaKind Kind)
{
    public bool IsFile { get; init; }

    public SampleName Inside(string property) =>
        new(property, MediaWords.KindOf(property) ?? Kind) { IsFile = FormatRules.IsFile(property) };

    public SampleName With(string? format) =>
        format is null || !FormatRules.IsFile(format) ? this : this with { Kind = MediaWords.KindOf(format) ?? Kind, IsFile = true };
}
