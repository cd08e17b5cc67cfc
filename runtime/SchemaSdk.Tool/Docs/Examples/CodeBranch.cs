using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Docs.Examples;

/// <summary>Writes the value of a union as code: a value of the matching branch, converted to the union if necessary.</summary>
/// <param name="values">Writes the value of the branch.</param>
/// <param name="isFSharp">True to write F#, false to write C#.</param>
internal sealed class CodeBranch(CodeValue values, bool isFSharp)
{
    /// <summary>Returns the code; null if the value cannot be written.</summary>
    internal string? Write(UnionShape union, JsonNode value, string path, int indent)
    {
        var inner = CodeValue.Inside(path, union.Name);
        var branch = union.Branches.FirstOrDefault(branch => Fits(branch, value));
        if (branch is null || values.Write(branch.Shape, value, inner, indent) is not { } text)
        {
            return null;
        }

        return branch.Shape switch
        {
            ScalarShape { Kind: ScalarKind.Json } => null,
            ListShape or MapShape => $"{inner}.From{branch.Name}({text})",
            _ when union.Branches.Count(other => IsOneType(other.Shape, branch.Shape)) > 1 => $"{inner}.From{branch.Name}({text})",
            _ when isFSharp => $"{inner}.op_Implicit({text})",
            ObjectShape record when text.StartsWith("new()", StringComparison.Ordinal) => $"new {inner}.{record.Name}{Tail(text)}",
            EnumShape values => $"new {inner}.{values.Name}({text})",
            ScalarShape { Kind: ScalarKind.File } => $"(ModelFile){text}",
            ScalarShape { Kind: ScalarKind.Int64 } => $"{text}L",
            ScalarShape { Kind: ScalarKind.Double } => $"{text}d",
            ScalarShape => text,
            _ => null,
        };
    }

    private static string Tail(string text) => text.Length > "new()".Length ? text["new()".Length..] : "()";

    // Two branches can have the same C# type only if both are scalars, because every generated type has its own name.
    private static bool IsOneType(Shape left, Shape right) =>
        (left, right) is (ScalarShape one, ScalarShape other) && one.Kind == other.Kind;

    private static bool Fits(UnionBranch branch, JsonNode value) => branch.Mark.Kind == value.GetValueKind() switch
    {
        JsonValueKind.Object => "Object",
        JsonValueKind.Array => "Array",
        JsonValueKind.String => "String",
        JsonValueKind.True or JsonValueKind.False => "Boolean",
        _ when branch.Mark.Kind == "Integer" && decimal.TryParse(value.ToJsonString(), out var number) && number % 1 == 0 => "Integer",
        _ => "Number",
    } && HasMembers(branch.Mark, value);

    private static bool HasMembers(BranchMark mark, JsonNode value) =>
        value is not JsonObject members || mark.Required.All(members.ContainsKey);
}
