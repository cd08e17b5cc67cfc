using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Writes the struct for an enum. The struct stores the JSON string or number, so unknown values are possible too.</summary>
internal sealed class EnumEmitter(CodeWriter code, NameTables tables, string accessibility, ClosedEnums closed)
{
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
        code.Line();
        code.Write($"/// <summary>{Summary(shape)}</summary>");
        code.Write($"[jsonConverter(typeof(sdk::ModelJsonConverter<{name}>))]");
        if (shape.Members.Count > 0)
        {
            var texts = shape.Members.Select(member => CSharpText.Literal(member.WireValue));
            code.Write($"[runtime::KnownValues({string.Join(", ", texts)})]");
        }

        code.Open($"{accessibility} readonly partial record struct {name}({type}? Value) : runtime::I{kind}<{name}>");

        // The .NET analyzers take minutes to check a single declaration of thousands of values.
        code.WriteAll(shape.Members.Select(member => $"public static readonly {name} {member.Name} = new({Value(shape, member)});"));
        var (text, read) = shape.Kind == EnumKind.Text
            ? ("Value ?? \"\"", table + ".Read")
            : ("runtime::KnownNumbers.Text(Value)", "runtime::KnownNumbers.Read" + kind);
        code.Write(
            $$"""
            public bool IsKnown => {{table}}.Contains(Value);
            public static implicit operator {{name}}({{type}} value) => new(value);
            public static implicit operator {{name}}?({{type}}? value) => value is null ? null : new(value);
            public override string ToString() => {{text}};
            {{ModelEmitter.Hidden}}
            public static {{name}} Read(ref jsonReader reader) => new({{read}}(ref reader));
            """);
        code.Close();
    }

    private string Summary(EnumShape shape)
    {
        var other = shape.Kind == EnumKind.Text ? "text" : "number";
        return closed.Has(shape)
            ? $"One of these values. Any other {other} is refused before it is sent, unless <c>ValidateInput</c> is off."
            : $"One of these values, or any other {other}.";
    }

    private static string Value(EnumShape shape, EnumMember member) =>
        shape.Kind == EnumKind.Text ? CSharpText.Literal(member.WireValue) : member.WireValue;
}
