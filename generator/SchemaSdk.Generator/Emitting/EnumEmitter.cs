using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Open enum -> a struct over the wire text or number.</summary>
/// <param name="code">The writer of the file.</param>
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
        var (type, kind) = shape.Kind switch
        {
            EnumKind.Text => ("string", "Text"),
            EnumKind.Integer => ("long", "Whole"),
            _ => ("double", "Number"),
        };
        var table = shape.Kind == EnumKind.Text ? tables.Known(values, path) : tables.KnownNumbers(values, path);
        var members = shape.Members.Select(
            member => $"{member.Name} = {(shape.Kind == EnumKind.Text ? CSharpText.Literal(member.WireValue) : member.WireValue)}");
        code.Line();
        code.Write($"[json(typeof(s::ModelJsonConverter<{name}>))]");
        code.Open($"{accessibility} readonly partial record struct {name}({type}? Value) : c::I{kind}<{name}>");
        code.Write($"public static readonly {name} {string.Join(", ", members)};");
        var (text, read) = shape.Kind == EnumKind.Text
            ? ("Value ?? \"\"", table + ".Read")
            : ("c::KnownNumbers.Text(Value)", "c::KnownNumbers.Read" + kind);
        code.Write(
            $$"""
            public bool IsKnown => {{table}}.Contains(Value);
            public static implicit operator {{name}}({{type}} v) => new(v);
            public static implicit operator {{name}}?({{type}}? v) => v is null ? null : new(v);
            public override string ToString() => {{text}};
            public static {{name}} Read(ref reader r) => new({{read}}(ref r));
            """);
        code.Close();
    }
}
