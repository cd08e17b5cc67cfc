using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Open enum -> a struct over the wire text or number.</summary>
/// <param name="code">Where to.</param>
/// <param name="tables">The file's tables of names.</param>
/// <param name="accessibility">Of the struct.</param>
internal sealed class EnumEmitter(CodeWriter code, NameTables tables, string accessibility)
{
    /// <summary>Writes the struct.</summary>
    /// <param name="shape">The enum.</param>
    /// <param name="path">Its place, as part of a table's name.</param>
    public void Emit(EnumShape shape, string path)
    {
        var name = shape.Name;
        var values = shape.Members.Select(member => member.WireValue);
        var (type, literal) = shape.Kind switch
        {
            EnumKind.Text => ("string", (Func<string, string>)CSharpText.Literal),
            EnumKind.Integer => ("long", static value => value),
            _ => ("double", static value => value + "d"),
        };
        code.Line();
        code.Write($"[json(typeof(s::ModelJsonConverter<{name}>))]");
        code.Open($"{accessibility} readonly partial record struct {name}({type}? Value) : {(shape.Kind == EnumKind.Text ? "c::IJsonText" : "s::IModelValue")}<{name}>");
        foreach (var member in shape.Members)
        {
            code.Write($"public static {name} {member.Name} => new({literal(member.WireValue)});");
        }

        var table = shape.Kind == EnumKind.Text ? tables.Known(values, path) : tables.KnownNumbers(values, path);
        code.Write(
            $$"""
            public bool IsKnown => {{table}}.Contains(Value);
            public static implicit operator {{name}}({{type}} value) => new(value);
            public static implicit operator {{name}}?({{type}}? value) => value is null ? null : new(value);
            """);
        code.Write(shape.Kind == EnumKind.Text
            ? $$"""
              public override string ToString() => Value ?? "";
              public static {{name}} Read(ref reader r) => new({{table}}.Read(ref r));
              """
            : $$"""
              public override string ToString() => global::System.FormattableString.Invariant($"{Value}");
              public static {{name}} Read(ref reader r) => new(c::KnownNumbers.Read{{(shape.Kind == EnumKind.Integer ? "Int64" : "Double")}}(ref r));
              public static void Write(writer w, {{name}} value) => c::KnownNumbers.Write(w, value.Value);
              """);
        code.Close();
    }
}
