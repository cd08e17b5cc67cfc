using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Returns the C# text for a shape: its type, its codec, and the call that reads or writes it.</summary>
/// <remarks>
/// Refers to .NET and runtime types by an alias from <see cref="ModelEmitter.Aliases"/> and <c>::</c>, so that no member can hide them.
/// </remarks>
internal static class ShapeText
{
    /// <summary>Returns the C# type of a value of this shape, without <c>?</c>.</summary>
    public static string Type(Shape shape) => shape switch
    {
        ScalarShape scalar => scalar.Kind switch
        {
            ScalarKind.String => "string",
            ScalarKind.Int32 => "int",
            ScalarKind.Int64 => "long",
            ScalarKind.Int128 => "global::System.Int128",
            ScalarKind.Double => "double",
            ScalarKind.Boolean => "bool",
            ScalarKind.DateTimeOffset => "global::System.DateTimeOffset",
            ScalarKind.File => "sdk::ModelFile",
            _ => "json::JsonElement",
        },
        ListShape list => $"collections::IReadOnlyList<{Type(list.Item)}>",
        MapShape map => $"collections::IReadOnlyDictionary<string, {Type(map.Value)}>",
        RecursiveShape around => around.Name,
        NamedShape named => named.Name,
        _ => throw new NotSupportedException($"No C# type is defined for {shape.GetType().Name}."),
    };

    /// <summary>
    /// Returns the name of the visitor's method for a member of this shape, with the type arguments that the compiler cannot infer.
    /// </summary>
    public static string Member(Shape shape)
    {
        var codec = CodecName(shape);
        return shape is ListShape or MapShape || codec.IndexOf('<') < 0 ? codec : codec.Substring(0, codec.IndexOf('<'));
    }

    /// <summary>Returns the type that reads and writes a value of this shape.</summary>
    public static string Codec(Shape shape) => "runtime::Codec." + CodecName(shape);

    /// <summary>
    /// Returns the codec for an output that is a list, a map or a single value. The codec accepts any JSON that the C# type can represent,
    /// as JsonSerializer does.
    /// </summary>
    public static string OutputCodec(Shape shape) => "runtime::Codec." + shape switch
    {
        ScalarShape { Kind: ScalarKind.File } or UnionShape or ObjectShape or RecursiveShape => $"Whatever<{Type(shape)}>",
        ListShape list => $"List<{OutputCodec(list.Item)}, {Type(list.Item)}>",
        MapShape map => $"Map<{OutputCodec(map.Value)}, {Type(map.Value)}>",
        _ => CodecName(shape),
    };

    /// <summary>
    /// Numbers the members and names their fields, such as <c>_cfgScale</c> for <c>CfgScale</c>. No field has the same name as a property.
    /// </summary>
    public static IReadOnlyList<(T Member, int Number, string Field)> Numbered<T>(IEnumerable<T> members, Func<T, string> nameOf)
    {
        var free = new FreeNames();
        foreach (var member in members)
        {
            free.Take(nameOf(member));
        }

        return [.. members.Select((member, number) => (member, number, free.Take(CSharpText.Field(nameOf(member)))))];
    }

    private static string CodecName(Shape shape) => shape switch
    {
        ScalarShape { Kind: ScalarKind.File } => $"File<{Type(shape)}>",
        ScalarShape scalar => scalar.Kind == ScalarKind.Json ? "Element" : scalar.Kind.ToString(),
        EnumShape values =>
            (values.Kind == EnumKind.Text ? "Text" : values.Kind == EnumKind.Integer ? "Whole" : "Number") + $"<{values.Name}>",
        UnionShape or RecursiveShape { IsUnion: true } => $"Union<{Type(shape)}>",
        ObjectShape or RecursiveShape => $"Object<{Type(shape)}>",
        ListShape list => $"List<{Codec(list.Item)}, {Type(list.Item)}>",
        MapShape map => $"Map<{Codec(map.Value)}, {Type(map.Value)}>",
        _ => throw new NotSupportedException($"No codec is defined for {shape.GetType().Name}."),
    };
}
