using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>A location in an input, with its shape and its documentation.</summary>
/// <param name="Shape">The shape of the value.</param>
/// <param name="Property">The property of the member; null for the whole input and for an item.</param>
/// <param name="Around">The location that contains this one; null for the whole input.</param>
internal sealed record InputPlace(Shape Shape, PropertyModel? Property = null, InputPlace? Around = null)
{
    /// <summary>The possible shapes of the value. Unions are replaced by their branches.</summary>
    internal IReadOnlyList<Shape> Forms => [.. Leaves(0)];

    /// <summary>The members in the schema, in order.</summary>
    internal IReadOnlyList<InputPlace> Members =>
    [
        .. Forms.OfType<ObjectShape>()
            .SelectMany(form => form.Properties)
            .DistinctBy(property => property.WireName, StringComparer.Ordinal)
            .Select(property => new InputPlace(property.Shape, property, this)),
    ];

    /// <summary>The location of an item; null if the value cannot be a list.</summary>
    internal InputPlace? Item => Forms.OfType<ListShape>().FirstOrDefault() is { } list ? new InputPlace(list.Item, null, this)
        : HasAnything ? new InputPlace(Anything, null, this)
        : null;

    /// <summary>True if the schema allows any JSON value.</summary>
    internal bool HasAnything => Forms.Any(static form => form is ScalarShape { Kind: ScalarKind.Json });

    /// <summary>True if the value can be a string. The text that the user typed is then a possible value.</summary>
    internal bool TakesText => Forms.Any(static form => form is EnumShape { Kind: EnumKind.Text }
        or ScalarShape { Kind: ScalarKind.String or ScalarKind.File or ScalarKind.DateTimeOffset });

    internal bool TakesFile => Forms.Any(static form => form is ScalarShape { Kind: ScalarKind.File });

    private static ScalarShape Anything { get; } = new(ScalarKind.Json);

    /// <summary>Returns the location of a member; null if the schema says nothing about the member.</summary>
    internal InputPlace? Member(string name) =>
        Members.FirstOrDefault(member => member.Property!.WireName == name)
        ?? (Forms.OfType<MapShape>().FirstOrDefault() is { } map ? new InputPlace(map.Value, null, this)
            : HasAnything ? new InputPlace(Anything, null, this)
            : null);

    private IEnumerable<Shape> Leaves(int depth)
    {
        // A union may contain itself.
        const int MostDepth = 16;
        return Shape switch
        {
            UnionShape union when depth < MostDepth => union.Branches.SelectMany(
                branch => (this with { Shape = branch.Shape, Around = this }).Leaves(depth + 1)),
            RecursiveShape again when depth < MostDepth && Named(again.Name) is { } place => place.Leaves(depth + 1),
            UnionShape or RecursiveShape => [],
            _ => [Shape],
        };
    }

    private InputPlace? Named(string name)
    {
        for (var place = Around; place is not null; place = place.Around)
        {
            if (place.Shape is NamedShape named && named.Name == name)
            {
                return place;
            }
        }

        return null;
    }
}
