namespace SchemaSdk.Schemas.Types;

/// <summary>
/// Makes the names of types: <c>{Property}Value</c> and <c>{Property}Item</c> for a property, <c>{Branch}Branch</c> for a branch.
/// </summary>
internal static class TypeNames
{
    private const string Value = "Value";
    private const string Item = "Item";

    /// <summary>
    /// Returns true for a name that the type of a property has or could have. No property gets such a name unless it asks for it, so none
    /// takes the name of a type.
    /// </summary>
    /// <param name="name">The clean name of a property.</param>
    public static bool IsOfType(string name) => IsOfType(name, Value) || IsOfType(name, Item);

    /// <summary>The type of a property's value.</summary>
    /// <param name="property">The property's C# name.</param>
    /// <param name="taken">Names of its siblings, which the type avoids.</param>
    public static string OfProperty(string property, ICollection<string> taken)
    {
        var name = property.TrimEnd('_');

        // If the property was renamed to avoid a sibling or a type, its type is named after the new name.
        name = name != property && (taken.Contains(name) || IsOfType(name)) ? property : name;
        while (taken.Contains(name + Value) || taken.Contains(name + Item))
        {
            name += "_";
        }

        return name + Value;
    }

    /// <summary>The type of an item, if the type of the whole would be <paramref name="typeName"/>.</summary>
    /// <param name="typeName">Such as <c>SegmentsValue</c>.</param>
    /// <returns>Such as <c>SegmentsItem</c>.</returns>
    public static string OfItem(string typeName) =>
        (typeName.EndsWith(Value, StringComparison.Ordinal) ? typeName.Substring(0, typeName.Length - Value.Length) : typeName) + Item;

    /// <summary>
    /// The names that an enclosing type reserves: its own, and those from which an item inside it would get the same name.
    /// </summary>
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
    /// <param name="around">Names of the enclosing types, which neither it nor its items may hide.</param>
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
