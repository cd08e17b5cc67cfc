using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Benchmarks.Compiling;

/// <summary>
/// Writes the types of models as a user would write them for System.Text.Json. The records have the same property names and
/// comments as the types that SchemaSdk generates.
/// </summary>
/// <remarks>
/// Type names start with the name of their model, because System.Text.Json's generator does not support two types of the same name. Equal
/// schemas of one model share a type. A union is a <c>JsonElement</c>, and a file address is a string. Such types offer less than the
/// generated ones, and cost less.
/// </remarks>
internal sealed class PlainCode
{
    private readonly StringBuilder _code = new(
        "using System;\nusing System.Collections.Generic;\nusing System.Text.Json;\nusing System.Text.Json.Serialization;\n\n"
        + "namespace Plain;\n");

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shared = new(StringComparer.Ordinal);
    private readonly List<string> _roots = [];

    /// <summary>Returns the C# file of a model.</summary>
    /// <param name="model">The model to write.</param>
    /// <param name="number">The number of the model, which makes its type names unique.</param>
    /// <param name="withContext">True to include the context for System.Text.Json's source generator.</param>
    public string Write(EndpointModel model, int number, bool withContext)
    {
        var name = $"{model.Path.TypeName}{number}";
        Root(model.Input.Shape!, name + "Input");
        if (model.Output?.Shape is { } output)
        {
            Root(output, name + "Output");
        }

        // A context without a serializable type does not compile.
        if (withContext && _roots.Count > 0)
        {
            _code.Append("\n[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]\n");
            _roots.ForEach(root => _code.Append($"[JsonSerializable(typeof({root}))]\n"));
            _code.Append($"public sealed partial class {name}Context : JsonSerializerContext;\n");
        }

        return _code.ToString();
    }

    private void Root(Shape shape, string name)
    {
        if (shape is ObjectShape record)
        {
            Record(record, name);
            _roots.Add(name);
        }
    }

    private void Record(ObjectShape shape, string name)
    {
        var parts = new List<(Shape Shape, string Name)>();
        Comment(shape.Documentation, "");
        _code.Append($"public sealed record {name}\n{{\n");
        foreach (var property in shape.Properties)
        {
            Comment(property.Documentation, "    ");
            var isPresent = property is { IsRequired: true, IsNullable: false };
            var type = Type(property.Shape, name + property.Name, name, parts) + (isPresent ? "" : "?");
            _code.Append($"    [JsonPropertyName({Literal(property.WireName)})]\n");
            _code.Append($"    public {(isPresent ? "required " : "")}{type} {property.Name} {{ get; init; }}\n\n");
        }

        _code.Append("}\n");
        foreach (var (part, partName) in parts)
        {
            Part(part, partName);
        }
    }

    private void Part(Shape shape, string name)
    {
        if (shape is ObjectShape record)
        {
            Record(record, name);
            return;
        }

        _code.Append($"\n[JsonConverter(typeof(JsonStringEnumConverter<{name}>))]\npublic enum {name}\n{{\n");
        foreach (var member in ((EnumShape)shape).Members)
        {
            _code.Append($"    [JsonStringEnumMemberName({Literal(member.WireValue)})]\n    {member.Name},\n");
        }

        _code.Append("}\n");
    }

    private string Type(Shape shape, string name, string around, List<(Shape Shape, string Name)> parts)
    {
        switch (shape)
        {
            case ListShape list:
                return $"List<{Type(list.Item, name + "Item", around, parts)}>";
            case MapShape map:
                return $"Dictionary<string, {Type(map.Value, name + "Value", around, parts)}>";
            case RecursiveShape { IsUnion: false }:
                return around;
            case EnumShape { Kind: EnumKind.Integer }:
                return "long";
            case EnumShape { Kind: EnumKind.Number }:
                return "double";
            case ObjectShape or EnumShape:
                var contents = Contents(shape);
                if (_shared.TryGetValue(contents, out var shared))
                {
                    return shared;
                }

                var free = name;
                for (var number = 2; !_taken.Add(free); number++)
                {
                    free = name + number;
                }

                parts.Add((shape, free));
                return _shared[contents] = free;
            case ScalarShape scalar:
                return Scalar(scalar.Kind);
            default:
                return "JsonElement";
        }
    }

    private static string Contents(Shape shape) => shape switch
    {
        ObjectShape record => "{" + string.Join(',', record.Properties.Select(static property =>
            $"{Literal(property.WireName)} {property.IsRequired} {property.IsNullable} {Contents(property.Shape)}")) + "}",
        EnumShape values => $"{values.Kind}({string.Join(',', values.Members.Select(static member => Literal(member.WireValue)))})",
        ListShape list => $"[{Contents(list.Item)}]",
        MapShape map => $"<{Contents(map.Value)}>",
        ScalarShape scalar => scalar.Kind.ToString(),
        RecursiveShape { IsUnion: false } => "around",
        _ => "any",
    };

    private static string Scalar(ScalarKind kind) => kind switch
    {
        ScalarKind.String or ScalarKind.File => "string",
        ScalarKind.Int32 => "int",
        ScalarKind.Int64 => "long",
        ScalarKind.Int128 => "Int128",
        ScalarKind.Double => "double",
        ScalarKind.Boolean => "bool",
        ScalarKind.DateTimeOffset => "DateTimeOffset",
        _ => "JsonElement",
    };

    private void Comment(Documentation words, string indent)
    {
        var text = words.Description.Length > 0 ? words.Description : words.Title;
        if (text.Length > 0)
        {
            var line = new System.Xml.Linq.XText(text.ReplaceLineEndings(" "));
            _code.Append($"\n{indent}/// <summary>{line}</summary>\n");
        }
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
