using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Union -> a record with one property for each branch.</summary>
/// <param name="types">Writes the branches' types.</param>
/// <param name="code">Where to.</param>
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
        code.Open($"{accessibility} sealed partial record {name} : s::ModelUnion, c::IJsonUnion<{name}>");
        foreach (var sameType in shape.Branches.GroupBy(branch => ShapeText.Type(branch.Shape), StringComparer.Ordinal))
        {
            code.Write($"private {sameType.Key}? {string.Join(", ", sameType.Select(branch => CSharpText.Field(branch.Name)))};");
        }

        code.Line().Write(
            $$"""
            private {{name}}() { }
            private {{name}}(ref reader r) { var m = new c::UnionReader(this, {{table}}, ref r); if (m.Next()) Visit(ref m, ref r); }
            protected override void WriteBranch(writer w) { reader r = default; var m = new c::UnionWriter(w, {{shape.Branches.Count}}); while (m.Next()) Visit(ref m, ref r); }
            public static {{name}} Read(ref reader r) => new(ref r);
            public bool Equals({{name}}? o) => base.Equals(o);
            public override int GetHashCode() => base.GetHashCode();
            """);
        code.Open("private void Visit<M>(ref M m, ref reader r) where M : struct, c::IMemberVisitor").Open("switch (m.Member)");
        for (var i = 0; i < shape.Branches.Count; i++)
        {
            code.Write($"case {i}: m.{ShapeText.Member(shape.Branches[i].Shape)}(ref r, ref {CSharpText.Field(shape.Branches[i].Name)}); break;");
        }

        code.Close().Close().Line();
        foreach (var branch in shape.Branches)
        {
            EmitBranch(shape, branch);
        }

        foreach (var branch in shape.Branches)
        {
            types.Emit(branch.Shape, path + "_" + branch.Name, "");
        }

        code.Close();
    }

    private void EmitBranch(UnionShape shape, UnionBranch branch)
    {
        var (name, field, type) = (shape.Name, CSharpText.Field(branch.Name), ShapeText.Type(branch.Shape));
        var make = $"new() {{ {field} = value }}";
        code.Write($"public {type}? {branch.Name} => {field};");

        // Of two branches with one C# type, a conversion could not tell which is meant; and there is none from an interface.
        if (branch.Shape is ListShape or MapShape || shape.Branches.Count(other => ShapeText.Type(other.Shape) == type) > 1)
        {
            code.Write($"public static {name} From{branch.Name}({type} value) => {make};");
            return;
        }

        if (branch.Shape is EnumShape { Kind: EnumKind.Text } or ScalarShape { Kind: ScalarKind.String or ScalarKind.File } && IsOnlyText(shape))
        {
            code.Write($"[return: a::NotNullIfNotNull(\"value\")] public static implicit operator {name}?(string? value) => value is null ? null : {make};");
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
