using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Comparing;

/// <summary>Finds members that have another name or type in C#, although all that is valid may be as it was.</summary>
internal static class TypeComparison
{
    /// <summary>Lists them, by their places in a document.</summary>
    /// <param name="direction">The way that the values go.</param>
    /// <param name="old">The older members.</param>
    /// <param name="new">The newer members.</param>
    internal static IEnumerable<(string Pointer, string Text)> Find(Direction direction, ModelMembers old, ModelMembers @new)
    {
        foreach (var (pointer, before) in old.Shapes)
        {
            if (!@new.Shapes.TryGetValue(pointer, out var after))
            {
                continue;
            }

            var (oldName, newName) = (old.Of(pointer), @new.Of(pointer));
            if (LastOf(oldName) != LastOf(newName))
            {
                yield return (pointer, $"the C# name was {LastOf(oldName)} and is {LastOf(newName)}");
            }
            else if (pointer.Length > 0 && !Fits(direction, before, after))
            {
                yield return (pointer, $"the C# type was {TypeOf(before)} and is {TypeOf(after)}");
            }
        }
    }

    private static string LastOf(string name) => name[(name.LastIndexOf('.') + 1)..];

    /// <summary>True if code goes on to compile: what it sets is taken, or what it reads can be what it was.</summary>
    private static bool Fits(Direction direction, Shape before, Shape after) =>
        TypeOf(before) == TypeOf(after) || (direction == Direction.Input ? Becomes(before, after) : Becomes(after, before));

    private static bool Becomes(Shape from, Shape to) => (from, to) switch
    {
        (ScalarShape { Kind: ScalarKind.Int32 }, ScalarShape { Kind: ScalarKind.Int64 or ScalarKind.Int128 or ScalarKind.Double }) => true,
        (ScalarShape { Kind: ScalarKind.Int64 }, ScalarShape { Kind: ScalarKind.Int128 or ScalarKind.Double }) => true,
        (ScalarShape { Kind: ScalarKind.String }, ScalarShape { Kind: ScalarKind.File } or EnumShape { Kind: EnumKind.Text }) => true,
        (_, UnionShape union) => union.Branches.Any(branch => TypeOf(branch.Shape) == TypeOf(from)),
        _ => false,
    };

    private static string TypeOf(Shape shape) => shape switch
    {
        ScalarShape scalar => scalar.Kind == ScalarKind.Json ? "JsonElement" : scalar.Kind.ToString(),
        ListShape list => $"list of {TypeOf(list.Item)}",
        MapShape map => $"map of {TypeOf(map.Value)}",
        RecursiveShape around => around.Name,
        NamedShape named => named.Name,
        _ => shape.GetType().Name,
    };
}
