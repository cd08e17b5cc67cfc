using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Types;

/// <summary>Names the types that are nested in one type. The names differ from each other and from that type's members.</summary>
/// <param name="members">The names of the members.</param>
/// <param name="avoided">The names that no nested type may have.</param>
internal sealed class NestedTypes(IEnumerable<string> members, ICollection<string> avoided)
{
    private readonly HashSet<string> _used = new(members, StringComparer.Ordinal);

    /// <summary>Builds the shape of a part. If the name of its type is already used, builds the shape again with another name.</summary>
    /// <param name="nameOf">Returns a name for the type that avoids the given names.</param>
    /// <param name="build">Builds the shape with that name.</param>
    // Only a built shape shows whether its name is used. A shape that is built again counts twice towards the limits of a schema.
    public Shape Build(Func<ICollection<string>, string> nameOf, Func<string, Shape> build)
    {
        var shape = build(nameOf(avoided));
        while (NameIn(shape) is { } name && !_used.Add(name))
        {
            foreach (var other in TypeNames.Around(name).Where(other => !avoided.Contains(other)))
            {
                avoided.Add(other);
            }

            shape = build(nameOf(avoided));
        }

        return shape;
    }

    private static string? NameIn(Shape shape) => shape switch
    {
        NamedShape named => named.Name,
        ListShape list => NameIn(list.Item),
        MapShape map => NameIn(map.Value),
        _ => null,
    };
}
