namespace SchemaSdk.Schemas.Types;

/// <summary>
/// Names of the types that are made for a property: <c>{Property}Value</c> and <c>{Property}Item</c>; for a branch: <c>{Branch}Branch</c>.
/// </summary>
internal static class TypeNames
{
    private const string Value = "Value";
    private const string Item = "Item";

    /// <summary>
    /// Returns true for a name that the type of some property has or could have. No property has such a name by itself, so that none takes
    /// the name of a type, whatever stands beside it.
    /// </summary>
    /// <param name="name">The clean name of a property.</param>
    public static bool IsOfType(string name) => IsOfType(name, Value) || IsOfType(name, Item);

    /// <summary>The type of a property's value.</summary>
    /// <param name="property">The property's C# name.</param>
    /// <param name="taken">Names that its siblings have: the type steps aside.</param>
    public static string OfProperty(string property, ICollection<string> taken)
    {
        var name = property.TrimEnd('_');

        // One that stepped aside for a sibling's name, or for that of a type, has a type beside the others'.
        name = name != property && (taken.Contains(name) || IsOfType(name)) ? property : name;
        while (taken.Contains(name + Value) || taken.Contains(name + Item))
        {
            name += "_";
        }

        return name + Value;
    }

    /// <summary>The type of an item, where that of the whole would be <paramref name="typeName"/>.</summary>
    /// <param name="typeName">Such as <c>SegmentsValue</c>.</param>
    /// <returns>Such as <c>SegmentsItem</c>.</returns>
    public static string OfItem(string typeName) =>
        (typeName.EndsWith(Value, StringComparison.Ordinal) ? typeName.Substring(0, typeName.Length - Value.Length) : typeName) + Item;

    /// <summary>The names that stand for a type around others: its own, and those that would give an item inside it the same.</summary>
    /// <param name="type">Such as <c>SegmentsItemItem</c>, of a list of lists.</param>
    /// <returns>That, and <c>SegmentsItem</c>.</returns>
    public static IEnumerable<string> Around(string type)
    {
        yield return type;
        while (type.EndsWith(Item + Item, StringComparison.Ordinal))
        {
            type = type.Substring(0, type.Length - Item.Length);
            yield return type;
        }
    }

    private static bool IsOfType(string name, string end) => name.Length > end.Length && name.EndsWith(end, StringComparison.Ordinal);

    /// <summary>The type of a branch of a union.</summary>
    /// <param name="branch">The branch's name.</param>
    public static string OfBranch(string branch) => branch.TrimEnd('_') + "Branch";

    /// <summary>The type of a branch of a union inside other types.</summary>
    /// <param name="branch">The branch's name.</param>
    /// <param name="around">Names of the types around it, which neither it nor its items may hide.</param>
    public static string OfBranch(string branch, ICollection<string> around)
    {
        var name = OfBranch(branch);
        while (around.Contains(name) || around.Contains(OfItem(name)))
        {
            name += "_";
        }

        return name;
    }
}
