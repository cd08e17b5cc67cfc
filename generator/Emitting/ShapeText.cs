using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Shape -> the C# text that names its type, its codec and its reading and writing.</summary>
/// <remarks>Foreign types are named through the aliases of <see cref="ModelEmitter.Aliases"/> with <c>::</c>, which no member's name can hide.</remarks>
internal static class ShapeText
{
    /// <summary>The type of a value, without <c>?</c>.</summary>
    /// <param name="shape">The shape.</param>
    public static string Type(Shape shape) => shape switch
    {
        ScalarShape { Kind: ScalarKind.String } => "string",
        ScalarShape { Kind: ScalarKind.Int32 } => "int",
        ScalarShape { Kind: ScalarKind.Int64 } => "long",
        ScalarShape { Kind: ScalarKind.Double } => "double",
        ScalarShape { Kind: ScalarKind.Boolean } => "bool",
        ScalarShape { Kind: ScalarKind.File } => "S::ModelFile",
        ListShape list => $"L::IReadOnlyList<{Type(list.Item)}>",
        EnumShape named => named.Name,
        ObjectShape named => named.Name,
        _ => "J::JsonElement",
    };

    /// <summary>The visitor's method for a member of this shape, with its type arguments.</summary>
    /// <param name="shape">The shape.</param>
    public static string Member(Shape shape) => shape switch
    {
        ScalarShape scalar => Scalar(scalar.Kind),
        EnumShape => "Text",
        ObjectShape => "Object",
        ListShape list => $"List<{Codec(list.Item)}, {Type(list.Item)}>",
        _ => throw new NotSupportedException($"A member of shape {shape.GetType().Name} has no text."),
    };

    private static string Codec(Shape shape) => "C::Codec." + (shape switch
    {
        ScalarShape scalar => Scalar(scalar.Kind),
        EnumShape named => $"Text<{named.Name}>",
        ObjectShape named => $"Object<{named.Name}>",
        ListShape list => $"List<{Codec(list.Item)}, {Type(list.Item)}>",
        _ => throw new NotSupportedException($"An item of shape {shape.GetType().Name} has no text."),
    });

    private static string Scalar(ScalarKind kind) => kind == ScalarKind.Json ? "Element" : kind.ToString();
}
