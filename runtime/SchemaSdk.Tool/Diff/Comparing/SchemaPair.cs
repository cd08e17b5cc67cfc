using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>An older and a newer schema of the same value, and what is found of them.</summary>
/// <param name="comparison">Takes the findings, and further pairs.</param>
/// <param name="old">The older one.</param>
/// <param name="new">The newer one.</param>
/// <param name="part">Where they stand.</param>
internal sealed class SchemaPair(SchemaComparison comparison, SchemaView old, SchemaView @new, PairedParts part)
{
    internal Direction Direction => comparison.Direction;

    internal SchemaView Old => old;

    internal SchemaView New => @new;

    internal PairedParts Parts => part;

    /// <summary>Tells a change of a keyword.</summary>
    internal void Tell(string keyword, Effect effect, string text) =>
        comparison.Tell(
            keyword, Judged(effect), part.Pointer, text, old.Member(keyword)?.Value, @new.Member(keyword)?.Value ?? part.New);

    /// <summary>Tells a change of a part in a keyword.</summary>
    internal void TellPart(string keyword, Effect effect, string text, JsonNode? oldPart, JsonNode? newPart) =>
        comparison.Tell(keyword, Judged(effect), part.Pointer, text, oldPart, newPart ?? (oldPart is null ? part.New : null));

    /// <summary>Tells that a member is gone, at its own place.</summary>
    internal void TellGone(JsonMember member) => comparison.Tell(
        KeywordName.Properties,
        Effect.Gone,
        JsonPointer.Append(part.Pointer, member.Name),
        $"member '{member.Name}' is gone",
        member.Value,
        null);

    /// <summary>Tells that a keyword came or went, which makes the value narrower or wider.</summary>
    /// <returns>True if it did; else both have it, or none has.</returns>
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
            before is null ? $"{keyword} {Shown(after!.Value)} is new" : $"{keyword} {Shown(before.Value)} is gone");
        return true;
    }

    /// <summary>Compares two schemas of a part of the value, or of the value itself.</summary>
    /// <param name="keyword">The keyword that has them.</param>
    /// <param name="oldPart">The older one; null for none, which allows everything.</param>
    /// <param name="newPart">The newer one; null for none.</param>
    /// <param name="step">The step down to the part; null for the value itself.</param>
    /// <param name="isExclusive">True if taking more of it may mean to refuse the whole.</param>
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
            var (effect, text) = isWider ? (Effect.Wider, "allows more") : (Effect.Narrower, "asks more");
            TellPart(keyword, effect, $"{keyword} {text}", oldPart, newPart);
            return;
        }

        Add(oldPart!, newPart!, step, isExclusive);
    }

    /// <summary>Compares two schemas that belong together.</summary>
    /// <param name="oldPart">The older one.</param>
    /// <param name="newPart">The newer one.</param>
    /// <param name="step">The step down to the part; null for the value itself.</param>
    /// <param name="isExclusive">True if taking more of it may mean to refuse the whole.</param>
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

    /// <summary>Compares a schema with a branch of a choice: the words stand around it, and null is another branch's.</summary>
    internal void AddBranch(JsonNode oldPart, JsonNode newPart, bool isExclusive) => comparison.Add(part with
    {
        Old = oldPart,
        New = newPart,
        HasNoWords = true,
        HasNoNull = true,
        IsExclusive = part.IsExclusive || isExclusive,
    });

    /// <summary>Returns true if a value may fit another branch of the newer <c>oneOf</c> besides, and then is refused.</summary>
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

    /// <summary>The effect of allowing null as well: none on those who read a member that may not come at all.</summary>
    internal Effect WithNull => Direction == Direction.Output && part.IsOptional ? Effect.Meaning : Effect.Wider;

    /// <summary>A part of the schema of one side, with what it refers to.</summary>
    internal SchemaView ViewOf(SchemaView side, JsonNode? inner)
    {
        var (before, after) = comparison.ViewsOf(inner, inner);
        return ReferenceEquals(side, old) ? before : after;
    }

    internal bool HaveSameMeaning(string keyword, JsonNode? oldPart, JsonNode? newPart) =>
        comparison.HaveSameMeaning(keyword, oldPart, newPart);

    internal bool HaveSameMeaning(JsonNode oldSchema, JsonNode newSchema) => comparison.HaveSameMeaning(oldSchema, newSchema);

    /// <summary>A value as it is shown in a sentence.</summary>
    internal static string Shown(JsonNode? value)
    {
        var text = value?.ToString() ?? "nothing";
        return text.Length <= 80 ? text : text[..79] + "…";
    }

    /// <summary>The row of a keyword that this code is about.</summary>
    internal static string Name(string keyword) =>
        KeywordTable.Find(keyword)?.Name ?? throw new ArgumentException($"The table does not have keyword '{keyword}'.", nameof(keyword));
}
