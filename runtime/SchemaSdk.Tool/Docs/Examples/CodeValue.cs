using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Docs.Examples;

/// <summary>Writes a value as C# or F# code that can be assigned to a generated property.</summary>
/// <param name="isFSharp">True to write F#, which has fewer implicit conversions.</param>
internal sealed class CodeValue(bool isFSharp)
{
    private const int Step = 4;

    // The types that contain the current value, by name. A recursive type refers to one of them.
    private readonly Dictionary<string, (NamedShape Shape, string Path)> _around = new(StringComparer.Ordinal);

    /// <param name="shape">The shape of the value.</param>
    /// <param name="value">The value. It must match the shape.</param>
    /// <param name="path">The type or namespace that contains the types of the value; empty if it is imported.</param>
    /// <param name="indent">The number of spaces before the line.</param>
    /// <returns>The code; null if the value cannot be written.</returns>
    internal string? Write(Shape shape, JsonNode? value, string path, int indent)
    {
        if (shape is ScalarShape { Kind: ScalarKind.Json })
        {
            return $"System.Text.Json.JsonDocument.Parse({CSharpLiteral.Of(value?.ToJsonString() ?? "null")}).RootElement";
        }

        if (value is null)
        {
            return isFSharp ? null : "null";
        }

        switch (shape)
        {
            case ScalarShape scalar:
                return Scalar(scalar.Kind, value);
            case EnumShape known:
                var literal = known.Kind == EnumKind.Text ? CSharpLiteral.Of(value.GetValue<string>())
                    : known.Kind == EnumKind.Integer ? Whole(value) : value.ToJsonString();
                return isFSharp && literal is not null ? $"{Inside(path, known.Name)} {literal}" : literal;
            case ListShape { Item: ListShape } when isFSharp:
                return null; // F# does not convert an array of arrays to a list of lists
            case ListShape list when value is JsonArray items:
                // F# does not convert array items implicitly, so each file needs an explicit conversion.
                var file = isFSharp && list.Item is ScalarShape { Kind: ScalarKind.File } ? "ModelFile.op_Implicit " : "";
                return List(items, item => Write(list.Item, item, path, indent + Step) is { } text ? file + text : null, indent);
            case ObjectShape record when value is JsonObject members:
                return Members(record, members, path, indent);
            case UnionShape union:
                _around[union.Name] = (union, path);
                return new CodeBranch(this, isFSharp).Write(union, value, path, indent);
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
                || Write(property.Shape, value, Inside(path, record.Name), indent + Step) is not { } text)
            {
                return null;
            }

            lines.Add($"{new string(' ', indent + Step)}{property.Name} = {text}");
        }

        var margin = new string(' ', indent);
        if (isFSharp)
        {
            var name = Inside(path, record.Name);
            return lines.Count == 0 ? $"{name}()" : $"{name}(\n{string.Join(",\n", lines)})";
        }

        return lines.Count == 0 ? "new()" : $"new()\n{margin}{{\n{string.Join(",\n", lines)},\n{margin}}}";
    }

    internal static string Inside(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private string? List(JsonArray items, Func<JsonNode?, string?> write, int indent)
    {
        var written = items.Select(write).ToList();
        if (written.Contains(null))
        {
            return null;
        }

        var margin = new string(' ', indent + Step);
        var line = isFSharp ? $"[| {string.Join("; ", written)} |]" : $"[{string.Join(", ", written)}]";
        return line.Length <= 90 && !line.Contains('\n', StringComparison.Ordinal) ? line
            : isFSharp ? $"[|{string.Concat(written.Select(item => $"\n{margin}{item}"))} |]"
            : $"[\n{string.Concat(written.Select(item => $"{margin}{item},\n"))}{new string(' ', indent)}]";
    }

    private string System => isFSharp ? "System." : "";

    private string? Scalar(ScalarKind kind, JsonNode value) => kind switch
    {
        ScalarKind.String or ScalarKind.File =>
            value.GetValueKind() == JsonValueKind.String ? CSharpLiteral.Of(value.GetValue<string>()) : null,
        ScalarKind.Boolean => value.GetValue<bool>() ? "true" : "false",
        ScalarKind.Int64 when isFSharp => Whole(value) is { } whole ? $"{whole}L" : null,
        ScalarKind.Double when isFSharp && IsDigits(value.ToJsonString()) => $"{value.ToJsonString()}.0",
        ScalarKind.Double => value.ToJsonString(),
        ScalarKind.Int32 or ScalarKind.Int64 => Whole(value),
        ScalarKind.Int128 => Whole(value) is { } whole ? $"{System}Int128.Parse(\"{whole}\")" : null,
        ScalarKind.DateTimeOffset => $"{System}DateTimeOffset.Parse({CSharpLiteral.Of(value.GetValue<string>())})",
        _ => null,
    };

    // A JSON integer may have a fraction or an exponent, such as 5.0.
    private static string? Whole(JsonNode value)
    {
        var text = value.ToJsonString();
        return IsDigits(text) ? text
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? decimal.Truncate(number).ToString(CultureInfo.InvariantCulture)
            : null;
    }

    private static bool IsDigits(string number) => number.All(static character => char.IsAsciiDigit(character) || character == '-');
}
