using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>An older and a newer schema of the same value, during their comparison.</summary>
/// <param name="comparison">Gets the changes, and further pairs.</param>
/// <param name="old">The older one.</param>
/// <param name="new">The newer one.</param>
/// <param name="part">Their place.</param>
internal sealed class SchemaPair(SchemaComparison comparison, SchemaView old, SchemaView @new, PairedParts part)
{
    internal Direction Direction => comparison.Direction;

    internal SchemaView Old => old;

    internal SchemaView New => @new;

    internal PairedParts Parts => part;

    /// <summary>Reports a change of a keyword.</summary>
    internal void Tell(string keyword, Effect effect, string text) =>
        comparison.Tell(
            keyword, Judged(effect), part.Pointer, text, old.Member(keyword)?.Value, @new.Member(keyword)?.Value ?? part.New);

    /// <summary>Reports a change of a part of a keyword.</summary>
    internal void TellPart(string keyword, Effect effect, string text, JsonNode? oldPart, JsonNode? newPart) =>
        comparison.Tell(keyword, Judged(effect), part.Pointer, text, oldPart, newPart ?? (oldPart is null ? part.New : null));

    /// <summary>Reports at the place of a member that it is gone.</summary>
    internal void TellGone(JsonMember member) => comparison.Tell(
        KeywordName.Properties,
        Effect.Gone,
        JsonPointer.Append(part.Pointer, member.Name),
        $"member '{member.Name}' is gone",
        member.Value,
        null);

    /// <summary>Reports a keyword that was added or removed, which makes the value narrower or wider.</summary>
    /// <returns>True if it was added, removed, or is on neither side; false if both sides have it.</returns>
    internal bool CameOrWent(string keyword)
    {
        var (before, after) = (old.Member(keyword), @new.Member(keyword));
        if (before is null == after is null)
        {
            return before is null;
        }

        Tell(
            keyword,
            before is null ? Effect.Narrower : Effect.Wider,
            Change(keyword, before?.Value, after?.Value));
        return true;
    }

    /// <summary>Compares two schemas of a part of the value, or of the value itself.</summary>
    /// <param name="keyword">The keyword that has them.</param>
    /// <param name="oldPart">The older one; null for none, which allows everything.</param>
    /// <param name="newPart">The newer one; null for none.</param>
    /// <param name="step">The step down to the part; null for the value itself.</param>
    /// <param name="isExclusive">True if a value that fits more of it may be refused as a whole.</param>
    internal void Compare(string keyword, JsonNode? oldPart, JsonNode? newPart, string? step = null, bool isExclusive = false)
    {
        var (before, after) = comparison.ViewsOf(oldPart, newPart);
        var isSame = (before.IsAnything && after.IsAnything) || (before.IsNothing && after.IsNothing);
        if (isSame && (oldPart is null || newPart is null))
        {
            return;
        }

        var isWider = (before.IsNothing && !after.IsNothing) || (after.IsAnything && !before.IsAnything);
        var isNarrower = (after.IsNothing && !before.IsNothing) || (before.IsAnything && !after.IsAnything);
        if (isWider || isNarrower)
        {
            var (effect, text) = isWider ? (Effect.Wider, "allows more") : (Effect.Narrower, "allows less");
            TellPart(keyword, effect, $"{keyword} {text}", oldPart, newPart);
            return;
        }

        Add(oldPart!, newPart!, step, isExclusive);
    }

    /// <summary>Compares two schemas that match.</summary>
    /// <param name="oldPart">The older one.</param>
    /// <param name="newPart">The newer one.</param>
    /// <param name="step">The step down to the part; null for the value itself.</param>
    /// <param name="isExclusive">True if a value that fits more of it may be refused as a whole.</param>
    internal void Add(JsonNode oldPart, JsonNode newPart, string? step, bool isExclusive = false) =>
        comparison.Add(new(oldPart, newPart, step is null ? part.Pointer : JsonPointer.Append(part.Pointer, step))
        {
            IsExclusive = part.IsExclusive || isExclusive,
        });

    /// <summary>Compares two schemas of a member.</summary>
    internal void AddMember(JsonMember oldMember, JsonMember newMember, bool isOptional) => comparison.Add(
        new(oldMember.Value, newMember.Value, JsonPointer.Append(part.Pointer, oldMember.Name))
        {
            IsOptional = isOptional,
            IsExclusive = part.IsExclusive,
        });

    /// <summary>Compares a schema with a branch of a choice. The wording is around the branch, and null is another branch.</summary>
    internal void AddBranch(JsonNode oldPart, JsonNode newPart, bool isExclusive) => comparison.Add(part with
    {
        Old = oldPart,
        New = newPart,
        HasNoWords = true,
        HasNoNull = true,
        IsExclusive = part.IsExclusive || isExclusive,
    });

    /// <summary>Returns true if a value may also fit another branch of the newer <c>oneOf</c>, and is then refused.</summary>
    /// <param name="keyword">The keyword that has the branches.</param>
    /// <param name="branch">A branch of the newer side.</param>
    internal bool MayMeetOthers(string keyword, JsonNode branch) => keyword == KeywordName.OneOf && Direction == Direction.Input
        && @new[keyword] is JsonArray branches && !comparison.Overlap(isOld: false).IsApart(branch, branches);

    /// <summary>Returns true if no value fits two branches of a choice.</summary>
    internal bool AreApart(SchemaView side, string keyword)
    {
        var (branches, overlap) = (side[keyword] as JsonArray ?? [], comparison.Overlap(ReferenceEquals(side, old)));
        return branches.All(branch => overlap.IsApart(branch, branches));
    }

    private Effect Judged(Effect effect) =>
        effect == Effect.Wider && part.IsExclusive && Direction == Direction.Input ? Effect.Unknown : effect;

    /// <summary>The effect of allowing null. Readers of an optional member are not affected.</summary>
    internal Effect WithNull => Direction == Direction.Output && part.IsOptional ? Effect.Meaning : Effect.Wider;

    /// <summary>Returns the view of a part of the schema of one side.</summary>
    internal SchemaView ViewOf(SchemaView side, JsonNode? inner)
    {
        var (before, after) = comparison.ViewsOf(inner, inner);
        return ReferenceEquals(side, old) ? before : after;
    }

    internal bool HaveSameMeaning(string keyword, JsonNode? oldPart, JsonNode? newPart) =>
        comparison.HaveSameMeaning(keyword, oldPart, newPart);

    internal bool HaveSameMeaning(JsonNode oldSchema, JsonNode newSchema) => comparison.HaveSameMeaning(oldSchema, newSchema);

    /// <summary>Returns part of a sentence that says how a value changed.</summary>
    internal static string Change(string what, JsonNode? before, JsonNode? after) => (before, after) switch
    {
        (null, not null) => $"{what} {Shown(after)} was added",
        (not null, null) => $"{what} {Shown(before)} was removed",
        _ => $"{what} was {Shown(before)} and is {Shown(after)}",
    };

    /// <summary>Returns a value as it is shown in a sentence.</summary>
    internal static string Shown(JsonNode? value)
    {
        var text = value?.ToString() ?? "nothing";
        return text.Length <= 80 ? text : text[..79] + "…";
    }

    /// <summary>Returns the name of a keyword, which must be in the table.</summary>
    internal static string Name(string keyword) =>
        KeywordTable.Find(keyword)?.Name ?? throw new ArgumentException($"The table does not have keyword '{keyword}'.", nameof(keyword));
}
