using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Maps the JSON pointer of each value of a model to the C# name of the value.</summary>
internal sealed class ModelMembers
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <param name="type">The C# name of the root type.</param>
    /// <param name="shape">The shape of the root; null if it has none.</param>
    internal ModelMembers(string type, Shape? shape)
    {
        _names[""] = type;
        var open = new Queue<(Shape? Shape, string Pointer, string Name)>([(shape, "", type)]);
        while (open.TryDequeue(out var next))
        {
            switch (next.Shape)
            {
                case ListShape list:
                    open.Enqueue((list.Item, $"{next.Pointer}/*", next.Name));
                    break;
                case MapShape map:
                    open.Enqueue((map.Value, $"{next.Pointer}/*", next.Name));
                    break;
                case UnionShape union:
                    union.Branches.ToList().ForEach(branch => open.Enqueue((branch.Shape, next.Pointer, $"{next.Name}.{branch.Name}")));
                    break;
                case ObjectShape members:
                    foreach (var property in members.Properties)
                    {
                        var inner = (JsonPointer.Append(next.Pointer, property.WireName), $"{next.Name}.{property.Name}");
                        _names.TryAdd(inner.Item1, inner.Item2);
                        open.Enqueue((property.Shape, inner.Item1, inner.Item2));
                    }

                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Returns the C# name for a pointer, or for the nearest outer value that has one.</summary>
    internal string Of(string pointer)
    {
        for (; ; pointer = pointer[..pointer.LastIndexOf('/')])
        {
            if (_names.TryGetValue(pointer, out var name))
            {
                return name;
            }
        }
    }
}
