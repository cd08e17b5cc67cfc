using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Types;

/// <summary>Combines branches of a union that have the same C# type.</summary>
internal static class BranchFolds
{
    /// <summary>Combines the branches of a union, and returns them in the order in which their types first occur.</summary>
    public static IReadOnlyList<FoldedBranch> Of(IReadOnlyList<SchemaNode> branches, SchemaNode union, string wireName)
    {
        var folded = new List<FoldedBranch>();
        foreach (var same in branches.GroupBy(branch => KeyOf(branch, union)))
        {
            folded.AddRange(
                same.Key.IsPlain ? [new FoldedBranch(ScalarShapes.Widest([.. same], wireName), [.. same])] : ByReference([.. same]));
        }

        return folded;
    }

    /// <summary>Combines equal schemas, except schemas that have different names: these are meant to differ.</summary>
    private static IEnumerable<FoldedBranch> ByReference(IReadOnlyList<SchemaNode> same)
    {
        var names = same.Where(branch => BranchKinds.Reference(branch).Length > 0)
            .GroupBy(BranchKinds.Reference, StringComparer.Ordinal)
            .Select(named => named.First())
            .ToList();
        return names.Count == 0
            ? [new FoldedBranch(same[0], same)]
            : names.Select(branch => new FoldedBranch(branch, [branch]));
    }

    private static (bool IsPlain, string Text, BranchMark Mark) KeyOf(SchemaNode branch, SchemaNode union)
    {
        var mark = BranchMarks.Of(branch, union);
        var plain = branch.Enum is null ? BranchKinds.Plain(branch) : BranchKinds.OfValues(branch);
        return plain.Length > 0 ? (true, plain, mark) : (false, CanonicalSchema.Of(branch.Json), Unnamed(mark));
    }

    /// <summary>
    /// Removes the constants from a branch's mark. The name of the branch's reference already distinguishes the branch, and a
    /// discriminator's constant often only repeats this name.
    /// </summary>
    private static BranchMark Unnamed(BranchMark mark) => mark with { Constants = default };
}
