using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>Names the type of a schema's root. The name depends on the model, not on the schema.</summary>
internal static class RootNames
{
    /// <summary>Returns a root's shape with a name.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="name">
    /// A name such as <c>TextToVideoInput</c>. If the root is a list, its items are called <c>TextToVideoInputItem</c>.
    /// </param>
    public static Shape Name(Shape shape, string name) => shape switch
    {
        NamedShape named => Rebind(Named(Aside(named, name + named.Name), name + named.Name), named.Name, name + named.Name),
        ListShape list => new ListShape(Name(list.Item, name)),
        MapShape map => new MapShape(Name(map.Value, name)),
        _ => shape,
    };

    /// <summary>Renames a nested type that has the root's name, and the references to the type (CS0542).</summary>
    private static Shape Aside(Shape shape, string name, string other) => shape switch
    {
        RecursiveShape around when around.Name == name => around with { Name = other },
        ListShape list => new ListShape(Aside(list.Item, name, other)),
        MapShape map => new MapShape(Aside(map.Value, name, other)),
        ObjectShape record when record.Name == name =>
            Aside(record with { Name = Free(name, record.Properties.Select(property => property.Name)) }, name),
        ObjectShape record => record with
        {
            Properties = record.Properties.Select(property => property with { Shape = Aside(property.Shape, name, other) })
                .ToEquatableArray(),
        },
        UnionShape union when union.Name == name =>
            Aside(union with { Name = Free(name, union.Branches.Select(branch => branch.Name)) }, name),
        UnionShape union => union with
        {
            Branches = union.Branches.Select(branch => branch with { Shape = Aside(branch.Shape, name, other) }).ToEquatableArray(),
        },
        EnumShape values when values.Name == name =>
            values with { Name = Free(name, values.Members.Select(member => member.Name)) },
        _ => shape,
    };

    private static Shape Aside(NamedShape shape, string name) => Aside(shape, name, shape.Name);

    private static string Free(string name, IEnumerable<string> members)
    {
        do
        {
            name += "_";
        }
        while (members.Contains(name));
        return name;
    }

    /// <summary>Names a root, and renames a member that has the same name (CS0542).</summary>
    private static Shape Named(Shape shape, string name) => shape switch
    {
        ObjectShape record => record with
        {
            Name = name,
            Properties = record.Properties.Select(property => property.Name == name ? property with { Name = name + "_" } : property)
                .ToEquatableArray(),
        },
        EnumShape values => values with
        {
            Name = name,
            Members = values.Members.Select(member => member.Name == name ? member with { Name = name + "_" } : member).ToEquatableArray(),
        },
        UnionShape union => union with
        {
            Name = name,
            Branches = union.Branches.Select(branch => branch.Name == name ? branch with { Name = name + "_" } : branch).ToEquatableArray(),
        },
        _ => shape,
    };

    /// <summary>Renames the references to the root, or to the items of a root that is a list.</summary>
    private static Shape Rebind(Shape shape, string before, string name) => shape switch
    {
        RecursiveShape around when around.Name == before => around with { Name = name },
        ListShape list => new ListShape(Rebind(list.Item, before, name)),
        MapShape map => new MapShape(Rebind(map.Value, before, name)),
        ObjectShape record => record with
        {
            Properties = record.Properties.Select(property => property with { Shape = Rebind(property.Shape, before, name) })
                .ToEquatableArray(),
        },
        UnionShape union => union with
        {
            Branches = union.Branches.Select(branch => branch with { Shape = Rebind(branch.Shape, before, name) }).ToEquatableArray(),
        },
        _ => shape,
    };
}
