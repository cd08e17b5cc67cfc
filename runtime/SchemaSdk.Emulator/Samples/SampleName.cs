using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Emulation.Samples;

/// <summary>The name of a value in an output, and what the names of the members around it suggest about the value.</summary>
/// <param name="Text">The name of the innermost member that contains the value.</param>
/// <param name="Kind">
/// The kind of file. If the name does not suggest one, the kind is inherited from outer names, as in <c>video: { url }</c>.
/// </param>
internal sealed record SampleName(string Text, MediaKind Kind)
{
    public bool IsFile { get; init; }

    public SampleName Inside(string property) =>
        new(property, MediaWords.KindOf(property) ?? Kind) { IsFile = FormatRules.IsFile(property) };

    public SampleName With(string? format) =>
        format is null || !FormatRules.IsFile(format) ? this : this with { Kind = MediaWords.KindOf(format) ?? Kind, IsFile = true };
}
