using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Open enum -> a struct over the wire text.</summary>
internal static class EnumEmitter
{
    /// <summary>Writes the struct.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="shape">The enum.</param>
    /// <param name="accessibility">Of the struct.</param>
    /// <param name="table">Name of the table with its known texts.</param>
    public static void Emit(CodeWriter code, EnumShape shape, string accessibility, string table)
    {
        var name = shape.Name;
        code.Line().Write($"/// <summary>{(shape.Members.Count == 1 ? "The one known text" : $"One of {shape.Members.Count} known texts")}, or any other: what is new at the service is sent and read as it is.</summary>");
        code.Write("/// <param name=\"Value\">The text in JSON; null is no value, and is not written.</param>");
        code.Write($"[global::System.Text.Json.Serialization.JsonConverter(typeof(global::SchemaSdk.ModelJsonConverter<{name}>))]");
        code.Open($"{accessibility} readonly partial record struct {name}(string? Value) : global::SchemaSdk.IModelValue<{name}>");
        foreach (var member in shape.Members)
        {
            code.Write($"/// <summary><c>{CSharpText.Xml(member.WireValue)}</c></summary>");
            code.Write($"public static {name} {member.Name} => new({CSharpText.Literal(member.WireValue)});").Line();
        }

        code.Write(
            $$"""
            /// <summary>Whether the text was in the schema when this was compiled.</summary>
            public bool IsKnown => {{table}}.Contains(Value);

            /// <summary>The text.</summary>
            public override string ToString() => Value ?? "";

            /// <summary>Takes any text.</summary>
            public static implicit operator {{name}}(string value) => new(value);

            /// <summary>Takes any text; null stays null.</summary>
            [return: global::System.Diagnostics.CodeAnalysis.NotNullIfNotNull("value")]
            public static implicit operator {{name}}?(string? value) => value is null ? default({{name}}?) : new {{name}}(value);

            /// <inheritdoc />
            public static {{name}} Read(ref Utf8JsonReader reader) => new({{table}}.Read(ref reader));

            /// <inheritdoc />
            public static void Write(Utf8JsonWriter writer, {{name}} value) => writer.WriteStringValue(value.Value);
            """);
        code.Close();
    }
}
