namespace SchemaSdk.Generator.Parsing;

/// <summary>Names of the types that are made for a property: <c>{Property}Value</c> and <c>{Property}Item</c>.</summary>
internal static class TypeNames
{
    private const string Value = "Value";
    private const string Item = "Item";

    /// <summary>The type of a property's value.</summary>
    /// <param name="property">The property's C# name.</param>
    /// <param name="taken">Names that its siblings have: the type steps aside.</param>
    public static string OfProperty(string property, ICollection<string> taken)
    {
        var name = property.TrimEnd('_');
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
}
