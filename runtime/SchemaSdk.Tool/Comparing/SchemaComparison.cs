using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Comparing;

/// <summary>Compares two schemas of the same value, and all that is in them. Schemas that refer to themselves have an end.</summary>
/// <param name="direction">The way that the value goes.</param>
/// <param name="old">The older file.</param>
/// <param name="new">The newer file.</param>
internal sealed class SchemaComparison(Direction direction, SchemaSide old, SchemaSide @new)
{
    // A queue, not the stack: hostile schemas nest by references as deep as they are long.
    private readonly Queue<PairedParts> _open = new();
    private readonly HashSet<(JsonNode, JsonNode)> _seen = new(new SamePair());
    private readonly List<SchemaChange> _changes = [];

    internal Direction Direction => direction;

    /// <summary>Compares the files.</summary>
    /// <param name="stop">Ends the work.</param>
    internal IReadOnlyList<SchemaChange> Run(CancellationToken stop)
    {
        Add(new(old.Root, @new.Root, ""));
        while (_open.TryDequeue(out var next))
        {
            stop.ThrowIfCancellationRequested();
            Compare(next);
        }

        return _changes;
    }

    /// <summary>Takes another pair.</summary>
    internal void Add(PairedParts parts)
    {
        if (_seen.Add((parts.Old, parts.New)))
        {
            _open.Enqueue(parts);
        }
    }

    internal (SchemaView Old, SchemaView New) ViewsOf(JsonNode? oldPart, JsonNode? newPart) => (old.View(oldPart), @new.View(newPart));

    internal void Tell(string keyword, Effect effect, string pointer, string text, JsonNode? oldPart, JsonNode? newPart) =>
        _changes.Add(new SchemaChange(direction, keyword, effect, pointer, text)
        {
            Old = oldPart is null ? null : old.PlaceOf(oldPart),
            New = newPart is null ? null : @new.PlaceOf(newPart),
            SchemaPointer = JsonPointer.To(newPart ?? oldPart!),
        });

    /// <summary>Returns true if two parts say the same, apart from words; references are followed.</summary>
    internal bool HaveSameMeaning(JsonNode? oldPart, JsonNode? newPart)
    {
        var seen = new HashSet<(JsonNode, JsonNode)>(new SamePair());
        var open = new Stack<(JsonNode?, JsonNode?)>([(oldPart, newPart)]);
        while (open.TryPop(out var next))
        {
            var (before, after) = next;
            if (before is null || after is null || before.Kind != after.Kind)
            {
                if (before is not null || after is not null)
                {
                    return false;
                }
            }
            else if (before is JsonArray items && after is JsonArray others)
            {
                if (items.Count != others.Count)
                {
                    return false;
                }

                items.Zip(others).ToList().ForEach(pair => open.Push(pair));
            }
            else if (before is JsonObject members && after is JsonObject more)
            {
                if (!seen.Add((members, more)))
                {
                    continue;
                }

                var names = Meaningful(members).Union(Meaningful(more), StringComparer.Ordinal).ToList();
                names.ForEach(name => open.Push((members[name], more[name])));
                if (members[KeywordName.Ref] is not null || more[KeywordName.Ref] is not null)
                {
                    open.Push((old.References.Follow(members), @new.References.Follow(more)));
                    if (old.References.Follow(members) is null)
                    {
                        return false;
                    }
                }
            }
            else if (!before.Equals(after))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<string> Meaningful(JsonObject schema) => schema.Members
        .Select(member => member.Name)
        .Where(name => name != KeywordName.Ref && KeywordTable.Find(name) is not { IsNote: true });

    private void Compare(PairedParts parts)
    {
        var (before, after) = ViewsOf(parts.Old, parts.New);
        KeywordComparisons.Compare(new SchemaPair(this, before, after, parts));
        if (before.IsUnclear || after.IsUnclear)
        {
            const string Text = "a reference leads nowhere, or says other things than what stands beside it";
            Tell(KeywordName.Ref, Effect.Unknown, parts.Pointer, Text, parts.Old, parts.New);
        }
    }

    private sealed class SamePair : IEqualityComparer<(JsonNode, JsonNode)>
    {
        public bool Equals((JsonNode, JsonNode) x, (JsonNode, JsonNode) y) =>
            ReferenceEquals(x.Item1, y.Item1) && ReferenceEquals(x.Item2, y.Item2);

        public int GetHashCode((JsonNode, JsonNode) pair) => HashCode.Combine(
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item1),
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item2));
    }
}
