using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>Gives the root of a schema the name that its model has for it: the schema does not know it.</summary>
internal static class RootNames
{
    /// <summary>Names a root.</summary>
    /// <param name="shape">The root's shape.</param>
    /// <param name="name">Such as <c>TextToVideoInput</c>; the items of a root that is a list are <c>TextToVideoInputItem</c>.</param>
    public static Shape Name(Shape shape, string name) => shape switch
    {
        NamedShape named => Rebind(Named(named, name + named.Name), named.Name, name + named.Name),
        ListShape list => new ListShape(Name(list.Item, name)),
        MapShape map => new MapShape(Name(map.Value, name)),
        _ => shape,
    };

    /// <summary>A member of the type's own name steps aside (CS0542).</summary>
    private static NamedShape Named(NamedShape shape, string name) => shape switch
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

    /// <summary>Whatever is the root again, or the item of one that is a list, is called as that is now.</summary>
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
