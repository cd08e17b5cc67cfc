using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>A place in an input, with its shape and its documentation.</summary>
/// <param name="Shape">The shape of its value.</param>
/// <param name="Property">The member that it is; null for the whole input and for an item.</param>
/// <param name="Around">The place that it is part of; null for the whole input.</param>
internal sealed record InputPlace(Shape Shape, PropertyModel? Property = null, InputPlace? Around = null)
{
    /// <summary>The shapes that a value may have, without unions.</summary>
    internal IReadOnlyList<Shape> Forms => [.. Leaves(0)];

    /// <summary>The members that the schema names, in its order.</summary>
    internal IReadOnlyList<InputPlace> Members =>
    [
        .. Forms.OfType<ObjectShape>()
            .SelectMany(form => form.Properties)
            .DistinctBy(property => property.WireName, StringComparer.Ordinal)
            .Select(property => new InputPlace(property.Shape, property, this)),
    ];

    /// <summary>The place of an item; null if the value cannot be a list.</summary>
    internal InputPlace? Item => Forms.OfType<ListShape>().FirstOrDefault() is { } list ? new InputPlace(list.Item, null, this)
        : HasAnything ? new InputPlace(Anything, null, this)
        : null;

    /// <summary>True if the schema allows any JSON.</summary>
    internal bool HasAnything => Forms.Any(static form => form is ScalarShape { Kind: ScalarKind.Json });

    /// <summary>True if the value can be a text as it was typed.</summary>
    internal bool TakesText => Forms.Any(static form => form is EnumShape { Kind: EnumKind.Text }
        or ScalarShape { Kind: ScalarKind.String or ScalarKind.File or ScalarKind.DateTimeOffset });

    /// <summary>True if the value can be a file.</summary>
    internal bool TakesFile => Forms.Any(static form => form is ScalarShape { Kind: ScalarKind.File });

    private static ScalarShape Anything { get; } = new(ScalarKind.Json);

    /// <summary>The place of a member; null for a name that the schema does not have.</summary>
    internal InputPlace? Member(string name) =>
        Members.FirstOrDefault(member => member.Property!.WireName == name)
        ?? (Forms.OfType<MapShape>().FirstOrDefault() is { } map ? new InputPlace(map.Value, null, this)
            : HasAnything ? new InputPlace(Anything, null, this)
            : null);

    private IEnumerable<Shape> Leaves(int depth)
    {
        // A union that contains itself would be endless.
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

    // The nearest type around it that has the name.
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
