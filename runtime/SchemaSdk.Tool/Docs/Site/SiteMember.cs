using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>A member of an input or output, at any depth.</summary>
/// <param name="Path">The JSON path, such as <c>shots[].prompt</c>.</param>
/// <param name="CSharp">The C# path, such as <c>Shots[].Prompt</c>.</param>
/// <param name="Property">The generated property.</param>
internal sealed record SiteMember(string Path, string CSharp, PropertyModel Property)
{
    private const int MostDepth = 4;

    /// <summary>The values of the enum if the member is an enum or a list of enum values; otherwise empty.</summary>
    internal IReadOnlyList<string> Values =>
        Inner(Property.Shape) is EnumShape values ? [.. values.Members.Select(value => value.WireValue)] : [];

    /// <summary>The type in plain words, such as <c>integer or null</c>.</summary>
    internal string Type => TypeOf(Property.Shape) + (Property.IsNullable ? " or null" : "");

    /// <summary>Returns the members of a shape, including nested members up to a maximum depth.</summary>
    internal static IReadOnlyList<SiteMember> Of(Shape? shape)
    {
        var found = new List<SiteMember>();
        Collect(shape, "", "", 0, found);
        return found;
    }

    private static void Collect(Shape? shape, string path, string csharp, int depth, List<SiteMember> found)
    {
        switch (shape)
        {
            case ListShape list:
                Collect(list.Item, $"{path}[]", $"{csharp}[]", depth, found);
                break;
            case UnionShape union:
                foreach (var branch in union.Branches)
                {
                    Collect(branch.Shape, path, csharp.Length == 0 ? branch.Name : $"{csharp}.{branch.Name}", depth, found);
                }

                break;
            case ObjectShape record when depth < MostDepth:
                foreach (var property in record.Properties.OrderByDescending(property => property.IsRequired))
                {
                    var member = new SiteMember(Join(path, property.WireName), Join(csharp, property.Name), property);
                    found.Add(member);
                    Collect(property.Shape, member.Path, member.CSharp, depth + 1, found);
                }

                break;
            default:
                break;
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static Shape Inner(Shape shape) => shape is ListShape list ? Inner(list.Item) : shape;

    private static string TypeOf(Shape shape) => shape switch
    {
        ScalarShape scalar => scalar.Kind switch
        {
            ScalarKind.Int32 or ScalarKind.Int64 or ScalarKind.Int128 => "integer",
            ScalarKind.Double => "number",
            ScalarKind.Boolean => "true or false",
            ScalarKind.DateTimeOffset => "date and time",
            ScalarKind.File => "file (a URL or a data URI)",
            ScalarKind.String => "text",
            _ => "any JSON",
        },
        EnumShape { Kind: EnumKind.Text } => "one of several strings",
        EnumShape => "one of several numbers",
        ListShape list => $"list of {TypeOf(list.Item)}",
        MapShape map => $"object with members of type {TypeOf(map.Value)}",
        UnionShape union => string.Join(" or ", union.Branches.Select(branch => TypeOf(branch.Shape)).Distinct(StringComparer.Ordinal)),
        _ => "object",
    };
}
