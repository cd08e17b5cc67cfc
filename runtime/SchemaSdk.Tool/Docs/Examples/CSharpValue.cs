using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Docs.Examples;

/// <summary>Writes a value in C#, as the property of a generated type takes it.</summary>
internal sealed class CSharpValue
{
    private const int Step = 4;

    // The types around a value that it may be again, by their names.
    private readonly Dictionary<string, (NamedShape Shape, string Path)> _around = new(StringComparer.Ordinal);

    /// <param name="shape">The form of the value.</param>
    /// <param name="value">The value, which fits it.</param>
    /// <param name="path">The whole name of the type or namespace that the types of the value are nested in.</param>
    /// <param name="indent">The spaces before the line.</param>
    /// <returns>Null if it cannot be written.</returns>
    internal string? Write(Shape shape, JsonNode? value, string path, int indent)
    {
        if (shape is ScalarShape { Kind: ScalarKind.Json })
        {
            return $"System.Text.Json.JsonDocument.Parse({CSharpLiteral.Of(value?.ToJsonString() ?? "null")}).RootElement";
        }

        if (value is null)
        {
            return "null";
        }

        switch (shape)
        {
            case ScalarShape scalar:
                return Scalar(scalar.Kind, value);
            case EnumShape { Kind: EnumKind.Text }:
                return CSharpLiteral.Of(value.GetValue<string>());
            case EnumShape:
                return value.ToJsonString();
            case ListShape list when value is JsonArray items:
                return List(items, item => Write(list.Item, item, path, indent + Step), indent);
            case ObjectShape record when value is JsonObject members:
                return Members(record, members, path, indent);
            case UnionShape union:
                _around[union.Name] = (union, path);
                return new CSharpBranch(this).Write(union, value, path, indent);
            case RecursiveShape again when _around.TryGetValue(again.Name, out var known):
                return Write(known.Shape, value, known.Path, indent);
            default:
                return null;
        }
    }

    private string? Members(ObjectShape record, JsonObject members, string path, int indent)
    {
        _around[record.Name] = (record, path);
        var lines = new List<string>();
        foreach (var (name, value) in members)
        {
            if (record.Properties.FirstOrDefault(property => property.WireName == name) is not { } property
                || Write(property.Shape, value, $"{path}.{record.Name}", indent + Step) is not { } text)
            {
                return null;
            }

            lines.Add($"{new string(' ', indent + Step)}{property.Name} = {text},\n");
        }

        var margin = new string(' ', indent);
        return lines.Count == 0 ? "new()" : $"new()\n{margin}{{\n{string.Concat(lines)}{margin}}}";
    }

    private static string? List(JsonArray items, Func<JsonNode?, string?> write, int indent)
    {
        var written = items.Select(write).ToList();
        if (written.Contains(null))
        {
            return null;
        }

        var line = $"[{string.Join(", ", written)}]";
        var margin = new string(' ', indent + Step);
        return line.Length <= 90 && !line.Contains('\n', StringComparison.Ordinal)
            ? line
            : $"[\n{string.Concat(written.Select(item => $"{margin}{item},\n"))}{new string(' ', indent)}]";
    }

    private static string? Scalar(ScalarKind kind, JsonNode value) => kind switch
    {
        ScalarKind.String or ScalarKind.File =>
            value.GetValueKind() == JsonValueKind.String ? CSharpLiteral.Of(value.GetValue<string>()) : null,
        ScalarKind.Boolean => value.GetValue<bool>() ? "true" : "false",
        ScalarKind.Int32 or ScalarKind.Int64 or ScalarKind.Double => value.ToJsonString(),
        ScalarKind.Int128 => $"Int128.Parse(\"{value.ToJsonString()}\")",
        ScalarKind.DateTimeOffset => $"DateTimeOffset.Parse({CSharpLiteral.Of(value.GetValue<string>())})",
        _ => null,
    };
}
