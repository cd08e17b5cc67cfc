using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Schemas.Types;

/// <summary>Names the branches of a union after their content, never after their order or documentation.</summary>
/// <param name="union">The schema with the branches.</param>
/// <param name="typeName">The name of the union's type. No member may have this name.</param>
/// <param name="kept">The names that the lock file keeps, keyed by the JSON name that each branch is named after.</param>
internal sealed class BranchNames(SchemaNode union, string typeName, IReadOnlyDictionary<string, string> kept)
{
    private readonly BranchForms _forms = new(BranchMarks.Discriminator(union));

    /// <summary>Returns a distinct name for each branch. It is the short name if that is unique, otherwise a longer one.</summary>
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
        return [.. names.Take(branches.Count).Select(name => StepAside(name.Text, derived))];
    }

    /// <summary>
    /// Returns the JSON name after which each branch is named; empty if the branch has no such name or shares it with another branch.
    /// </summary>
    public IReadOnlyList<string> WireNamesOf(IReadOnlyList<SchemaNode> branches)
    {
        var names = branches.Select(_forms.WireName).ToList();
        return names.ConvertAll(name => names.Count(other => other == name) == 1 ? name : "");
    }

    private List<BranchName> Named(IReadOnlyList<SchemaNode> branches)
    {
        var shorts = branches.Select(_forms.Short).ToList();
        var wireNames = WireNamesOf(branches);
        var named = branches.Select((branch, i) => wireNames[i].Length > 0 && kept.TryGetValue(wireNames[i], out var name)
            ? Kept(branch, name)
            : new BranchName(
                branch, _forms.Of(branch, [.. branches.Where((_, other) => other != i && shorts[other] == shorts[i])])));

        // No other branch may get the name of a removed branch, because the removed branch may come back.
        var absent = kept.Where(name => !wireNames.Contains(name.Key)).Select(name => Kept(union, name.Value));
        return [.. named, .. absent];
    }

    private static BranchName Kept(SchemaNode branch, string name) => new(branch, [name]) { IsKept = true };

    /// <summary>
    /// Lengthens some of the names that clash. If the lock file keeps any of the names, lengthens all others. Otherwise, usually lengthens
    /// the names that have been lengthened the fewest times.
    /// </summary>
    private static void Lengthen(List<BranchName> clash)
    {
        if (clash.RemoveAll(name => name.IsKept) > 0)
        {
            clash.ForEach(name => name.Lengthen());
            return;
        }

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
        while (ReservedNames.OfUnion(name) || name == typeName || "From" + name == typeName
            || TypeNames.Around(name).Any(derived.Contains))
        {
            name += "_";
        }

        return name;
    }

    /// <summary>
    /// Returns the names of the type, the item type and the <c>From</c> method of a branch. A union can have these members in addition to
    /// the branch's property.
    /// </summary>
    private static IEnumerable<string> Derived(string name) =>
        [TypeNames.OfBranch(name), TypeNames.OfItem(TypeNames.OfBranch(name)), "From" + name];
}
