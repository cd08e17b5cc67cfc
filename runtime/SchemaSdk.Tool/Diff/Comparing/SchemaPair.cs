using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>The comparison of an older and a newer schema for the same value. Reports changes, and queues further pairs.</summary>
/// <param name="comparison">Collects the changes and further pairs to compare.</param>
/// <param name="old">The view of the older schema.</param>
/// <param name="new">The view of the newer schema.</param>
/// <param name="part">The two schemas and their location.</param>
internal sealed class SchemaPair(SchemaComparison comparison, SchemaView old, SchemaView @new, PairedParts part)
{
    private EnclosingMembers? _members;

    internal Direction Direction => comparison.Direction;

    internal CancellationToken Stop => comparison.Stop;

    internal SchemaView Old => old;

    internal SchemaView New => @new;

    internal PairedParts Parts => part;

    /// <summary>
    /// The members that these schemas describe. If these schemas are parts of enclosing schemas, the members that the enclosing schemas
    /// describe.
    /// </summary>
    internal EnclosingMembers Members => _members ??= part.IsPart ? part.Enclosing! : comparison.MembersOf(part);

    internal void Tell(string keyword, Effect effect, string text) =>
        comparison.Tell(
            keyword, Judged(effect), part.Pointer, text, old.Member(keyword)?.Value, @new.Member(keyword)?.Value ?? part.New);

    /// <summary>Reports a change to a keyword, and shows only the changed part of its value.</summary>
    internal void TellPart(string keyword, Effect effect, string text, JsonNode? oldPart, JsonNode? newPart) =>
        comparison.Tell(keyword, Judged(effect), part.Pointer, text, oldPart, newPart ?? (oldPart is null ? part.New : null));

    /// <summary>Reports a removed member, at the location of the member.</summary>
    internal void TellGone(JsonMember member) => comparison.Tell(
        KeywordName.Properties,
        Effect.Gone,
        JsonPointer.Append(part.Pointer, member.Name),
        $"member '{member.Name}' was removed",
        member.Value,
        null);

    /// <summary>Reports a keyword that was added (fewer values are allowed) or removed (more values are allowed).</summary>
    /// <returns>True if the keyword was added, was removed, or is on neither side; false if both sides have it.</returns>
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

    /// <summary>Compares two schemas for a part of the value, or for the value itself.</summary>
    /// <param name="keyword">The keyword that contains the schemas.</param>
    /// <param name="oldPart">The older schema; null if it allows everything.</param>
    /// <param name="newPart">The newer schema; null if it allows everything.</param>
    /// <param name="step">The name or index of the part; null for the value itself.</param>
    /// <param name="isExclusive">
    /// True if a value can be rejected because more of its items (<c>maxContains</c>) or more branches (<c>oneOf</c>) match than before.
    /// </param>
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
            // A value can be rejected because more items or branches match than before, but only if the newer schema has the keyword.
            var mayRefuse = isExclusive && newPart is not null && Direction == Direction.Input;
            var (effect, text) = isNarrower ? (Effect.Narrower, "allows less")
                : (mayRefuse ? Effect.Unknown : Effect.Wider, "allows more");
            TellPart(keyword, effect, $"{keyword} {text}", oldPart, newPart);
            return;
        }

        Add(keyword, oldPart!, newPart!, step, isExclusive);
    }

    /// <summary>
    /// Queues two corresponding schemas for comparison. The parameters have the same meaning as those of <see cref="Compare"/>.
    /// </summary>
    internal void Add(string keyword, JsonNode oldPart, JsonNode newPart, string? step, bool isExclusive = false) =>
        comparison.Add(new(oldPart, newPart, step is null ? part.Pointer : JsonPointer.Append(part.Pointer, step))
        {
            IsExclusive = part.IsExclusive || isExclusive,
            Enclosing = step is null ? Members : null,
            IsPart = step is null && !KeywordTable.Unions.Contains(keyword),
        });

    internal void AddMember(JsonMember oldMember, JsonMember newMember, bool isOptional) => comparison.Add(
        new(oldMember.Value, newMember.Value, JsonPointer.Append(part.Pointer, oldMember.Name))
        {
            IsOptional = isOptional,
            IsExclusive = part.IsExclusive,
        });

    /// <summary>
    /// Queues a schema of one side and a branch of the other side's <c>anyOf</c> or <c>oneOf</c> for comparison. Wording and null are
    /// compared elsewhere, because they are usually outside the branch.
    /// </summary>
    internal void AddBranch(JsonNode oldPart, JsonNode newPart, bool isExclusive) => comparison.Add(part with
    {
        Old = oldPart,
        New = newPart,
        HasNoWords = true,
        HasNoNull = true,
        IsExclusive = part.IsExclusive || isExclusive,
    });

    /// <summary>
    /// Returns true if an input for this branch may also match another branch of the newer <c>oneOf</c>. Such an input is rejected.
    /// </summary>
    internal bool MayMeetOthers(string keyword, JsonNode branch) => keyword == KeywordName.OneOf && Direction == Direction.Input
        && @new[keyword] is JsonArray branches && !comparison.Overlap(isOld: false).IsApart(branch, branches);

    /// <summary>Returns true if no value can match two branches of an <c>anyOf</c> or <c>oneOf</c>.</summary>
    internal bool AreApart(SchemaView side, string keyword)
    {
        var (branches, overlap) = (side[keyword] as JsonArray ?? [], comparison.Overlap(ReferenceEquals(side, old)));
        return branches.All(branch => overlap.IsApart(branch, branches));
    }

    private Effect Judged(Effect effect) =>
        effect == Effect.Wider && part.IsExclusive && Direction == Direction.Input ? Effect.Unknown : effect;

    /// <summary>
    /// The effect of a change that allows null. For an optional output member, the change breaks nothing, because code that reads the
    /// member already handles null.
    /// </summary>
    internal Effect WithNull => Direction == Direction.Output && part.IsOptional ? Effect.Meaning : Effect.Wider;

    /// <summary>Returns the merged view of a subschema in the older or the newer schema.</summary>
    internal SchemaView ViewOf(SchemaView side, JsonNode? inner)
    {
        var (before, after) = comparison.ViewsOf(inner, inner);
        return ReferenceEquals(side, old) ? before : after;
    }

    /// <summary>Returns a hash of a subschema of the older or newer schema. Subschemas with the same meaning have equal hashes.</summary>
    internal int MarkOf(SchemaView side, JsonNode inner) => comparison.MarkOf(inner, isOld: ReferenceEquals(side, old));

    internal bool HaveSameMeaning(string keyword, JsonNode? oldPart, JsonNode? newPart) =>
        comparison.HaveSameMeaning(keyword, oldPart, newPart);

    internal bool HaveSameMeaning(JsonNode oldSchema, JsonNode newSchema) => comparison.HaveSameMeaning(oldSchema, newSchema);

    /// <summary>Describes how a value changed, as part of a sentence.</summary>
    internal static string Change(string what, JsonNode? before, JsonNode? after) => (before, after) switch
    {
        (null, not null) => $"{what} {Shown(after)} was added",
        (not null, null) => $"{what} {Shown(before)} was removed",
        _ => $"{what} changed from {Shown(before)} to {Shown(after)}",
    };

    /// <summary>Returns a value as text for a message, truncated to 80 characters.</summary>
    internal static string Shown(JsonNode? value)
    {
        var text = value?.ToString() ?? "nothing";
        return text.Length <= 80 ? text : text[..79] + "…";
    }

    /// <summary>Returns the name of a keyword. Throws if the keyword table does not have it.</summary>
    internal static string Name(string keyword) =>
        KeywordTable.Find(keyword)?.Name ?? throw new ArgumentException($"The keyword table has no keyword '{keyword}'.", nameof(keyword));
}
