using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>Names the type of a schema's root. The name depends on the model, not on the schema.</summary>
internal static class RootNames
{
    /// <summary>Returns the shape of a root after naming its type.</summary>
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

    /// <summary>Renames a nested type that has the root's name (CS0542), and updates the references to the type.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="name">The root's name.</param>
    /// <param name="other">The new name of the type, which replaces the root's name in the references to the type.</param>
    /// <param name="siblings">The members of the enclosing type, whose names the nested type must not have (CS0102).</param>
    private static Shape Aside(Shape shape, string name, string other, IEnumerable<string> siblings) => shape switch
    {
        RecursiveShape around when around.Name == name => around with { Name = other },
        ListShape list => new ListShape(Aside(list.Item, name, other, siblings)),
        MapShape map => new MapShape(Aside(map.Value, name, other, siblings)),
        NamedShape nested when nested.Name == name => Aside(nested with { Name = Free(name, siblings.Concat(Members(nested))) }, name),
        ObjectShape record => record with
        {
            Properties = record.Properties.Select(property => property with { Shape = Aside(property.Shape, name, other, Members(record)) })
                .ToEquatableArray(),
        },
        UnionShape union => union with
        {
            Branches = union.Branches.Select(branch => branch with { Shape = Aside(branch.Shape, name, other, Members(union)) })
                .ToEquatableArray(),
        },
        _ => shape,
    };

    private static Shape Aside(NamedShape shape, string name) => Aside(shape, name, shape.Name, []);

    private static IEnumerable<string> Members(NamedShape shape) => shape switch
    {
        ObjectShape record => record.Properties.Select(property => property.Name),
        UnionShape union => union.Branches.SelectMany(branch => new[] { branch.Name, "From" + branch.Name }),
        EnumShape values => values.Members.Select(member => member.Name),
        _ => [],
    };

    private static string Free(string name, IEnumerable<string> members)
    {
        do
        {
            name += "_";
        }
        while (members.Contains(name) || members.Contains("From" + name));   // a branch can have a method From…
        return name;
    }

    /// <summary>Names a root. Renames a member if the member, or its method <c>From…</c>, has the root's name (CS0542).</summary>
    private static Shape Named(Shape shape, string name) => shape switch
    {
        ObjectShape record => record with
        {
            Name = name,
            Properties = record.Properties
                .Select(property => property.Name == name ? property with { Name = Free(name, Members(record)) } : property)
                .ToEquatableArray(),
        },
        EnumShape values => values with
        {
            Name = name,
            Members = values.Members
                .Select(member => member.Name == name ? member with { Name = Free(name, Members(values)) } : member)
                .ToEquatableArray(),
        },
        UnionShape union => union with
        {
            Name = name,
            Branches = union.Branches
                .Select(branch => branch.Name == name || "From" + branch.Name == name
                    ? branch with { Name = Free(branch.Name, Members(union)) }
                    : branch)
                .ToEquatableArray(),
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
