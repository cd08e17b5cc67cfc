namespace SchemaSdk.Schemas.Types;

/// <summary>Names types: <c>{Property}Value</c> and <c>{Property}Item</c> for a property, <c>{Branch}Branch</c> for a branch.</summary>
internal static class TypeNames
{
    private const string Value = "Value";
    private const string Item = "Item";

    /// <summary>
    /// Returns true for a name that the type of a property could have, such as <c>PromptValue</c>. To avoid clashes with types, a property
    /// gets such a name only if its schema requests it.
    /// </summary>
    public static bool IsOfType(string name) => IsOfType(name, Value) || IsOfType(name, Item);

    /// <summary>Returns the name for the type of a property's value.</summary>
    /// <param name="property">The C# name of the property.</param>
    /// <param name="taken">The names that the property's siblings and the enclosing types reserve.</param>
    public static string OfProperty(string property, ICollection<string> taken)
    {
        var name = property.TrimEnd('_');

        // Keep a final "_" that distinguishes the property from another name, but not one that only avoids a reserved name.
        name = name != property && (taken.Contains(name) || IsOfType(name)) ? property : name;
        while (taken.Contains(name + Value) || taken.Contains(name + Item))
        {
            name += "_";
        }

        return name + Value;
    }

    /// <summary>
    /// Returns the name for the type of an item, for example <c>SegmentsItem</c> if the type of the list would be <c>SegmentsValue</c>.
    /// </summary>
    public static string OfItem(string typeName) =>
        (typeName.EndsWith(Value, StringComparison.Ordinal) ? typeName.Substring(0, typeName.Length - Value.Length) : typeName) + Item;

    /// <summary>
    /// Returns the names that an enclosing type or a member reserves, starting with its own name. For example, <c>SegmentsItemItem</c> also
    /// reserves <c>SegmentsItem</c>, because the items of a list <c>SegmentsItem</c> would have the type <c>SegmentsItemItem</c>.
    /// </summary>
    public static IEnumerable<string> Around(string name)
    {
        yield return name;
        while (name.EndsWith(Item + Item, StringComparison.Ordinal))
        {
            name = name.Substring(0, name.Length - Item.Length);
            yield return name;
        }
    }

    private static bool IsOfType(string name, string end) => name.Length > end.Length && name.EndsWith(end, StringComparison.Ordinal);

    public static string OfBranch(string branch) => branch.TrimEnd('_') + "Branch";

    /// <summary>
    /// Returns a name for the type of a branch. Neither this name nor the name of its item type is the name of an enclosing type.
    /// </summary>
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
