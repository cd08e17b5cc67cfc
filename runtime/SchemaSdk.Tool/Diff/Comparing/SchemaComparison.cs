using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Compares two schemas for the same value, with all their parts. Schemas may be recursive.</summary>
internal sealed class SchemaComparison(Direction direction, SchemaSide old, SchemaSide @new)
{
    // Use a queue instead of recursion, because a hostile schema can nest its references too deeply for the call stack.
    private readonly Queue<PairedParts> _open = new();
    private readonly HashSet<(JsonNode, JsonNode)> _seen = new(new SamePair());
    private readonly HashSet<(JsonNode, JsonNode)> _seenExclusive = new(new SamePair());
    private readonly List<SchemaChange> _changes = [];

    internal Direction Direction => direction;

    internal CancellationToken Stop { get; private set; }

    internal IReadOnlyList<SchemaChange> Run(CancellationToken stop)
    {
        Stop = stop;
        Add(new(old.Root, @new.Root, ""));
        while (_open.TryDequeue(out var next))
        {
            stop.ThrowIfCancellationRequested();
            Compare(next);
        }

        return _changes;
    }

    /// <summary>Queues another pair, unless it was queued before.</summary>
    internal void Add(PairedParts parts)
    {
        if ((parts.IsExclusive ? _seenExclusive : _seen).Add((parts.Old, parts.New)))
        {
            _open.Enqueue(parts);
        }
    }

    internal (SchemaView Old, SchemaView New) ViewsOf(JsonNode? oldPart, JsonNode? newPart) => (old.View(oldPart), @new.View(newPart));

    /// <summary>Returns an object that finds mutually exclusive branches in the older or the newer schema.</summary>
    internal BranchOverlap Overlap(bool isOld) => new(isOld ? old : @new);

    internal EnclosingMembers MembersOf(PairedParts parts) => new(old, @new, parts);

    /// <summary>Returns a hash that is equal for schemas with the same meaning.</summary>
    internal int MarkOf(JsonNode schema, bool isOld) => (isOld ? old : @new).MarkOf(schema);

    internal void Tell(string keyword, Effect effect, string pointer, string text, JsonNode? oldPart, JsonNode? newPart) =>
        _changes.Add(new SchemaChange(direction, keyword, effect, pointer, text)
        {
            Old = oldPart is null ? null : old.PlaceOf(oldPart),
            New = newPart is null ? null : @new.PlaceOf(newPart),
            SchemaPointer = JsonPointer.To(newPart ?? oldPart!),
        });

    /// <summary>Returns true if two parts mean the same, even if their wording differs. References are followed.</summary>
    /// <param name="keyword">The keyword that the parts belong to.</param>
    /// <param name="oldPart">The older part; null if it does not exist.</param>
    /// <param name="newPart">The newer part; null if it does not exist.</param>
    internal bool HaveSameMeaning(string keyword, JsonNode? oldPart, JsonNode? newPart) =>
        new MeaningComparison(old, @new).IsSame(keyword, oldPart, newPart);

    /// <summary>Returns true if two schemas mean the same, even if their wording differs.</summary>
    internal bool HaveSameMeaning(JsonNode oldSchema, JsonNode newSchema) =>
        old.MarkOf(oldSchema) == @new.MarkOf(newSchema) && HaveSameMeaning(KeywordName.Not, oldSchema, newSchema);

    private void Compare(PairedParts parts)
    {
        var (before, after) = ViewsOf(parts.Old, parts.New);
        if (before.HasSeveral != after.HasSeveral)
        {
            // View both sides unmerged, so that the schemas in the allOf are compared one by one.
            (before, after) = (old.ViewInParts(parts.Old), @new.ViewInParts(parts.New));
        }

        KeywordComparisons.Compare(new SchemaPair(this, before, after, parts));
        if ((before.IsUnclear || after.IsUnclear) && !HaveSameMeaning(parts.Old, parts.New))
        {
            const string Text = "a reference leads nowhere, or contradicts the keywords next to it";
            Tell(KeywordName.Ref, Effect.Unknown, parts.Pointer, Text, parts.Old, parts.New);
        }
    }
}
