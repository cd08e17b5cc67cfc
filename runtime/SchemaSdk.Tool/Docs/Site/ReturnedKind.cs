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
        var output = (model.Output?.Shape as ObjectShape)?.Properties.ToList() ?? [];
        var hasNoFile = output.Count > 0 && !output.Exists(static member => IsFile(member.Shape));
        return ThreeD().IsMatch(model.Path.Id) ? "3d"
            : hasNoFile || ToText().IsMatch(model.Path.Id) ? "text"
            : MediaWords.OfModel(
                model.Path.Id, (model.Input.Shape as ObjectShape)?.Properties.Select(static member => member.WireName) ?? []) switch
            {
                MediaKind.Video => "video",
                MediaKind.Audio => "audio",
                _ => "image",
            };
    }

    private static bool IsFile(Shape shape) =>
        shape is ScalarShape { Kind: ScalarKind.File } || (shape is ListShape list && IsFile(list.Item))
        || (shape is ObjectShape inner && inner.Properties.Any(member => IsFile(member.Shape)));

    [GeneratedRegex(@"(?<![a-z0-9])(?:3d|mesh)(?![a-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex ThreeD();

    [GeneratedRegex(@"-to-text(?![a-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex ToText();
}
