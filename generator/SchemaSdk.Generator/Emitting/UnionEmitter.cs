using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Union -> a record with one property for each branch.</summary>
/// <param name="types">Writes the branches' types.</param>
/// <param name="code">The writer of the file.</param>
/// <param name="tables">The file's tables of names.</param>
/// <param name="accessibility">Of the record.</param>
internal sealed class UnionEmitter(TypeEmitter types, CodeWriter code, NameTables tables, string accessibility)
{
    /// <summary>Writes the record, and the types of its branches nested in it.</summary>
    /// <param name="shape">The union.</param>
    /// <param name="path">Its place, as part of a table's name.</param>
    /// <param name="otherwise">What its comment says where the schema says nothing, as XML.</param>
    public void Emit(UnionShape shape, string path, string otherwise)
    {
        var name = shape.Name;
        var marks = string.Join(", ", shape.Branches.Select(branch => Mark(branch.Mark)));
        var table = tables.Branches(shape.Branches.Count == 1 ? $"[{marks}]" : marks, path);   // one "new(…)" could be the array as well
        code.Line().WriteAll(DocumentationText.Of(shape.Documentation, otherwise));
        code.Write($"[json(typeof(s::ModelJsonConverter<{name}>))]");
        code.Open($"{accessibility} sealed partial record {name} : c::Union<{name}>, c::IUnion<{name}>");
        for (var i = 0; i < shape.Branches.Count; i++)
        {
            EmitBranch(shape, i);
        }

        code.Line().WriteAll(ShapeText.Fields(shape.Branches.Select(branch => branch.Shape)));
        code.Line().Write(
            $$"""
            {{name}}() { }
            {{name}}(ref reader r) : base(ref r) { }
            public static {{name}} Read(ref reader r) => new(ref r);
            public bool Equals({{name}}? o) => base.Equals(o);
            public override int GetHashCode() => base.GetHashCode();
            """);
        code.Open($"public static void Visit<M>({name} o, ref M m, ref reader r) where M : c::IBranches");
        code.Open($"for (m.Start({table}); m.Next(ref r);) switch (m.Member)");
        for (var i = 0; i < shape.Branches.Count; i++)
        {
            code.Write($"case {i}: m.{ShapeText.Member(shape.Branches[i].Shape)}(ref r, ref o.f{i}); break;");
        }

        code.Close().Close();

        foreach (var branch in shape.Branches)
        {
            types.Emit(branch.Shape, path + "_" + branch.Name, "");
        }

        code.Close();
    }

    private void EmitBranch(UnionShape shape, int number)
    {
        var branch = shape.Branches[number];
        var (name, type) = (shape.Name, ShapeText.Type(branch.Shape));
        var make = $"new() {{ f{number} = value }}";
        code.Write($"public {type}? {branch.Name} => f{number};");

        // If two branches have one C# type, a conversion could not tell which is meant; and C# has no conversions from interfaces.
        if (branch.Shape is ListShape or MapShape || shape.Branches.Count(other => ShapeText.Type(other.Shape) == type) > 1)
        {
            code.Write($"public static {name} From{branch.Name}({type} value) => {make};");
            return;
        }

        if (branch.Shape is EnumShape { Kind: EnumKind.Text } or ScalarShape { Kind: ScalarKind.String or ScalarKind.File }
            && IsOnlyText(shape))
        {
            code.Write(
                $"[return: a::NotNullIfNotNull(\"value\")] public static implicit operator {name}?(string? value) => value is null ? null "
                + $": {make};");
            if (branch.Shape is ScalarShape { Kind: ScalarKind.String })
            {
                return;
            }
        }

        code.Write($"public static implicit operator {name}({type} value) => {make};");
    }

    private static bool IsOnlyText(UnionShape shape) => shape.Branches.Count(branch =>
        branch.Shape is EnumShape { Kind: EnumKind.Text } or ScalarShape { Kind: ScalarKind.String or ScalarKind.File }) == 1;

    private static string Mark(BranchMark mark)
    {
        var parts = new List<string>();
        if (mark.Pattern.Length > 0)
        {
            parts.Add($"Pattern = {CSharpText.Literal(mark.Pattern)}");
        }

        if (mark.Required.Count > 0)
        {
            parts.Add($"Required = [{string.Join(", ", mark.Required.Select(CSharpText.Literal))}]");
        }

        if (mark.Constants.Count > 0)
        {
            parts.Add($"Constants = [{string.Join(", ", mark.Constants.Select(CSharpText.Literal))}]");
        }

        if (mark.Item.Length > 0)
        {
            parts.Add($"Item = {CSharpText.Literal(mark.Item)}");
        }

        return $"new({CSharpText.Literal(mark.Kind)})" + (parts.Count > 0 ? $" {{ {string.Join(", ", parts)} }}" : "");
    }
}
