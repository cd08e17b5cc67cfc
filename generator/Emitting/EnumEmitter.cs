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
        code.Line().Write("/// <summary>A known text, or any other: what is new at the service is sent and read as it is.</summary>");
        code.Write($"[J::Serialization.JsonConverter(typeof(S::ModelJsonConverter<{name}>))]");
        code.Open($"{accessibility} readonly partial record struct {name}(string? Value) : S::IModelValue<{name}>");
        foreach (var member in shape.Members)
        {
            code.Write($"public static {name} {member.Name} => new({CSharpText.Literal(member.WireValue)});");
        }

        code.Write(
            $$"""
            public bool IsKnown => {{table}}.Contains(Value);
            public override string ToString() => Value ?? "";
            public static implicit operator {{name}}(string value) => new(value);
            public static implicit operator {{name}}?(string? value) => value is null ? null : new(value);
            public static {{name}} Read(ref J::Utf8JsonReader r) => new({{table}}.Read(ref r));
            public static void Write(J::Utf8JsonWriter w, {{name}} value) => w.WriteStringValue(value.Value);
            """);
        code.Close();
    }
}
