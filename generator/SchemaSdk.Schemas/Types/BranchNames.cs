using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Schemas.Types;

/// <summary>Names the branches of a union after their content, never after their order or documentation.</summary>
/// <param name="union">The schema with the branches.</param>
/// <param name="typeName">The name of the union's type, which no member may have.</param>
internal sealed class BranchNames(SchemaNode union, string typeName)
{
    private readonly BranchForms _forms = new(BranchMarks.Discriminator(union));

    /// <summary>Returns a distinct name for each branch: the short one if it is unique, otherwise a longer one.</summary>
    public IReadOnlyList<string> Of(IReadOnlyList<SchemaNode> branches)
    {
        var names = Named(branches);
        while (names.GroupBy(name => name.Text, StringComparer.Ordinal).Where(same => same.Count() > 1).ToList() is { Count: > 0 } clashes)
        {
            foreach (var clash in clashes)
            {
                Lengthen([.. clash]);
            }
        }

        var derived = new HashSet<string>(names.SelectMany(name => Derived(name.Text)), StringComparer.Ordinal);
        return [.. names.Select(name => StepAside(name.Text, derived))];
    }

    private List<BranchName> Named(IReadOnlyList<SchemaNode> branches)
    {
        var shorts = branches.Select(_forms.Short).ToList();
        return [.. branches.Select((branch, i) => new BranchName(
            branch, _forms.Of(branch, [.. branches.Where((_, other) => other != i && shorts[other] == shorts[i])])))];
    }

    /// <summary>Lengthens the names of a clash. If only one branch has the name at the lowest level, that branch keeps it.</summary>
    private static void Lengthen(List<BranchName> clash)
    {
        if (clash.All(name => name.IsAtEnd))
        {
            clash.OrderBy(name => CanonicalSchema.Of(name.Branch.Json), StringComparer.Ordinal)
                .Skip(1)
                .ToList()
                .ForEach(name => name.Lengthen());
            return;
        }

        var least = clash.Min(name => name.Level);
        var isOne = clash.Count(name => name.Level == least) == 1;
        foreach (var name in clash.Where(name => isOne ? name.Level > least : name.Level == least))
        {
            name.Lengthen();
        }
    }

    private string StepAside(string name, HashSet<string> derived)
    {
        while (ReservedNames.OfUnion(name) || name == typeName || derived.Contains(name))
        {
            name += "_";
        }

        return name;
    }

    /// <summary>
    /// Returns the other members that a union has for a branch beside its property: its type, the type of its items, and a method.
    /// </summary>
    private static IEnumerable<string> Derived(string name) =>
        [TypeNames.OfBranch(name), TypeNames.OfItem(TypeNames.OfBranch(name)), "From" + name];
}
