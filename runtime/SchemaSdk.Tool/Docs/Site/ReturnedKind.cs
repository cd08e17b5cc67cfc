using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>Determines what kind of output a model makes.</summary>
internal static partial class ReturnedKind
{
    /// <returns>The kind: <c>image</c>, <c>video</c>, <c>audio</c>, <c>text</c> or <c>3d</c>.</returns>
    internal static string Of(EndpointModel model)
    {
        var output = model.Output?.Shape;
        // If the output does not name a single kind of file, the id and the inputs of the model decide.
        return ThreeD().IsMatch(model.Path.Id) ? "3d"
            : IsWithoutFile(output) || ToText().IsMatch(model.Path.Id) ? "text"
            : KindsIn(output) is [{ } only] ? only
            : WordOf(MediaWords.OfModel(
                model.Path.Id, (model.Input.Shape as ObjectShape)?.Properties.Select(static member => member.WireName) ?? []));
    }

    // Returns the kinds of files that the members' names indicate; null for a name that indicates no kind.
    private static List<string?> KindsIn(Shape? output) =>
        ((output as ObjectShape)?.Properties ?? [])
        .Where(static member => IsFile(member.Shape))
        .Select(static member => ThreeD().IsMatch(member.WireName) ? "3d"
            : MediaWords.KindOf(member.WireName) is { } kind ? WordOf(kind)
            : null)
        .Distinct(StringComparer.Ordinal)
        .ToList();

    private static string WordOf(MediaKind kind) => kind switch
    {
        MediaKind.Video => "video",
        MediaKind.Audio => "audio",
        _ => "image",
    };

    private static bool IsWithoutFile(Shape? output) => output switch
    {
        ScalarShape scalar => scalar.Kind == ScalarKind.String,
        ListShape list => IsWithoutFile(list.Item),
        ObjectShape record => record.Properties.Any() && !IsFile(record),
        _ => false,
    };

    private static bool IsFile(Shape shape) =>
        shape is ScalarShape { Kind: ScalarKind.File } || (shape is ListShape list && IsFile(list.Item))
        || (shape is ObjectShape inner && inner.Properties.Any(member => IsFile(member.Shape)));

    [GeneratedRegex(@"(?<![a-z0-9])(?:3d|mesh)(?![a-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex ThreeD();

    [GeneratedRegex(@"-to-text(?![a-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex ToText();
}
