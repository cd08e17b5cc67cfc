using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Writes the record of a union, with one property for each branch.</summary>
internal sealed class UnionEmitter(TypeEmitter types, CodeWriter code, NameTables tables, string accessibility)
{
    public void Emit(UnionShape shape, string path, string otherwise)
    {
        var name = shape.Name;
        var branches = ShapeText.Numbered(shape.Branches.OrderBy(Precision), branch => branch.Name);
        var marks = string.Join(", ", branches.Select(branch => Mark(branch.Member, shape)));

        // Without brackets, C# would take a single "new(…)" for the whole array of branches.
        var table = tables.Branches(branches.Count == 1 ? $"[{marks}]" : marks, path);
        code.Line().WriteAll(DocumentationText.Of(shape.Documentation, otherwise));
        code.Write($"[jsonConverter(typeof(sdk::ModelJsonConverter<{name}>))]");
        code.Open($"{accessibility} sealed partial record {name} : runtime::Union<{name}>, runtime::IUnion<{name}>");
        foreach (var (branch, _, field) in branches)
        {
            EmitBranch(shape, branch, field);
        }

        code.Line().WriteAll(branches.Select(branch => $"{ShapeText.Type(branch.Member.Shape)}? {branch.Field};"));
        code.Line().Write(
            $$"""
            {{name}}() { }
            {{name}}(ref jsonReader reader) : base(ref reader) { }
            {{ModelEmitter.Hidden}}
            public static {{name}} Read(ref jsonReader reader) => new(ref reader);
            public bool Equals({{name}}? other) => base.Equals(other);
            public override int GetHashCode() => base.GetHashCode();
            protected override bool PrintMembers(global::System.Text.StringBuilder builder) => false;
            """);
        code.Write(ModelEmitter.Hidden);
        code.Write($"public static void Visit<TVisitor>({name} union, ref TVisitor visitor, ref jsonReader reader)");
        code.Open("    where TVisitor : runtime::IBranches");
        code.Open($"for (visitor.Start({table}); visitor.Next(ref reader);) switch (visitor.Member)");
        foreach (var (branch, number, field) in branches)
        {
            code.Write($"case {number}: visitor.{ShapeText.Member(branch.Shape)}(ref reader, ref union.{field}); break;");
        }

        code.Close().Close();

        foreach (var branch in shape.Branches)
        {
            types.Emit(branch.Shape, path + "_" + branch.Name, "");
        }

        code.Close();
    }

    private void EmitBranch(UnionShape shape, UnionBranch branch, string field)
    {
        var (name, type) = (shape.Name, ShapeText.Type(branch.Shape));
        var make = $"new() {{ {field} = value }}";
        code.Write($"public {type}? {branch.Name} => {field};");

        // C# allows at most one conversion operator from each type, and none from an interface, such as the type of a list or a map.
        if (branch.Shape is ListShape or MapShape || shape.Branches.Count(other => ShapeText.Type(other.Shape) == type) > 1)
        {
            code.Write($"public static {name} From{branch.Name}({type} value) => {make};");
            return;
        }

        if (branch.Shape is EnumShape { Kind: EnumKind.Text } or ScalarShape { Kind: ScalarKind.String or ScalarKind.File }
            && IsOnlyText(shape))
        {
            code.Write(
                $"""
                [return: global::System.Diagnostics.CodeAnalysis.NotNullIfNotNull("value")]
                public static implicit operator {name}?(string? value) => value is null ? null : {make};
                """);
            if (branch.Shape is ScalarShape { Kind: ScalarKind.String })
            {
                return;
            }
        }

        code.Write($"public static implicit operator {name}({type} value) => {make};");
    }

    private static bool IsOnlyText(UnionShape shape) => shape.Branches.Count(branch =>
        branch.Shape is EnumShape { Kind: EnumKind.Text } or ScalarShape { Kind: ScalarKind.String or ScalarKind.File }) == 1;

    /// <summary>Returns how precise a branch is. A value is read into the last branch that fits, so precise branches come last.</summary>
    private static int Precision(UnionBranch branch) => branch.Mark.Kind switch
    {
        "Any" => 0,
        "Number" => branch.Shape is EnumShape ? 1 : 2,   // an enum cannot represent every number, so a plain number is preferred
        _ => 3,
    };

    private static bool IsAnyText(UnionBranch branch) => branch is { Shape: ScalarShape, Mark: { Kind: "String", Pattern: "" } };

    private static bool HasPattern(UnionBranch branch) => branch is { Shape: not EnumShape, Mark.Pattern.Length: > 0 };

    private static string Mark(UnionBranch branch, UnionShape union)
    {
        var mark = branch.Mark;
        var kind = mark.Kind == "Integer" && branch.Shape is ScalarShape { Kind: ScalarKind.Int128 } ? "Int128" : mark.Kind;

        // An enum also accepts unknown strings. If another branch accepts any string, the unknown strings belong to that branch.
        var pattern = branch.Shape is EnumShape { Kind: EnumKind.Text } values && union.Branches.Any(IsAnyText)
            ? $"^(?:{string.Join("|", values.Members.Select(value => Regex.Escape(value.WireValue)))})\\z"
            : mark.Pattern;
        var parts = new List<string>();
        if (pattern.Length > 0)
        {
            parts.Add($"Pattern = {CSharpText.Literal(pattern)}");
        }

        if (mark.Required.Count > 0)
        {
            parts.Add($"Required = [{string.Join(", ", mark.Required.Select(CSharpText.Literal))}]");
        }

        // A known value of an enum belongs to the enum, even if it matches the pattern of another branch.
        var constants = branch.Shape is EnumShape { Kind: EnumKind.Text } listed && union.Branches.Any(HasPattern)
            ? listed.Members.Select(value => value.WireValue)
            : mark.Constants;
        if (constants.Any())
        {
            parts.Add($"Constants = [{string.Join(", ", constants.Select(CSharpText.Literal))}]");
        }

        if (mark.Item.Length > 0)
        {
            var isLong = branch.Shape is ListShape { Item: ScalarShape { Kind: ScalarKind.Int128 } };
            parts.Add($"Item = {CSharpText.Literal(isLong ? "Int128" : mark.Item)}");
        }

        return $"new({CSharpText.Literal(kind)})" + (parts.Count > 0 ? $" {{ {string.Join(", ", parts)} }}" : "");
    }
}
