using System.Numerics;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Checks the keywords <c>minProperties</c> and <c>maxProperties</c>.</summary>
internal sealed class MemberCountNode(CountRange range) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType == JsonTokenType.StartObject)
        {
            var count = 0;
            var isInside = false;
            for (var members = check.Cursor; members.NextMember(ref isInside);)
            {
                count++;
            }

            range.Report(ref check, check.Cursor.TokenStartIndex, count, ("minProperties", "maxProperties"), ("member", "members"));
        }
    }
}

/// <summary>
/// Checks <c>required</c> for members that <see cref="MembersNode"/> does not check. Also checks the keywords by which one member requires
/// others.
/// </summary>
/// <param name="rule">The keyword.</param>
/// <param name="names">The names of the required members.</param>
/// <param name="beside">The one member whose presence makes the others required; null if they are always required.</param>
internal sealed class RequiredNode(string rule, Utf8Texts names, Utf8Texts? beside) : RuleNode
{
    /// <summary>Returns true if the value is an object that has the one member named in <paramref name="name"/>.</summary>
    public static bool HasMember(in JsonCheck check, Utf8Texts name) =>
        check.Cursor.TokenType == JsonTokenType.StartObject && Missing(check, name, 0) == 0;

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType != JsonTokenType.StartObject || (beside is not null && !HasMember(check, beside)))
        {
            return;
        }

        for (var from = 0; from < names.Values.Length; from += MemberMask.Bits)
        {
            for (var missing = Missing(check, names, from); missing != 0; missing &= missing - 1)
            {
                if (check.Fails())
                {
                    var name = names.Values[from + BitOperations.TrailingZeroCount(missing)];
                    check.ReportMissing(check.Cursor.TokenStartIndex, rule, name);
                }
            }
        }
    }

    private static ulong Missing(in JsonCheck check, Utf8Texts names, int from)
    {
        var count = names.Values.Length - from;
        var missing = count >= MemberMask.Bits ? ulong.MaxValue : (1UL << count) - 1;
        var isInside = false;
        for (var members = check.Cursor; members.NextMember(ref isInside);)
        {
            missing &= MemberMask.Without(names.Find(members) - from);
        }

        return missing;
    }
}

/// <summary>
/// Checks a rule for objects that have a certain member: the keyword <c>dependentSchemas</c>, or <c>dependencies</c> with a schema.
/// </summary>
/// <param name="name">A table with a single entry: the name of the member.</param>
/// <param name="rule">The rule for the object.</param>
internal sealed class WithMemberNode(Utf8Texts name, RuleNode rule) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (RequiredNode.HasMember(check, name))
        {
            var place = check.Cursor.Place;
            rule.Check(ref check);
            check.Cursor.MoveBack(place);
        }
    }
}

/// <summary>Checks the keyword <c>propertyNames</c>: each member name of an object must match a schema for strings.</summary>
/// <param name="rule">The rule for the names.</param>
internal sealed class NamesNode(RuleNode rule) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        var place = check.Cursor.Place;
        for (var isInside = false; !check.Trial.IsSettled && check.Cursor.NextMember(ref isInside);)
        {
            check.Step();
            rule.Check(ref check);
        }

        check.Cursor.MoveBack(place);
    }
}

/// <summary>
/// Checks one of two groups of members. For <c>patternProperties</c>: the members whose names match a pattern. For
/// <c>additionalProperties</c> of the same schema: the members whose names are not known and do not match the pattern.
/// </summary>
/// <param name="pattern">The pattern for member names.</param>
/// <param name="known">The known names; null to check the members that match the pattern.</param>
/// <param name="rule">The rule for the selected members.</param>
internal sealed class MatchingNode(TextPattern pattern, Utf8Texts? known, RuleNode rule) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        var place = check.Cursor.Place;
        for (var isInside = false; !check.Trial.IsSettled && check.Cursor.NextMember(ref isInside);)
        {
            check.Step();
            var isChosen = known is null
                ? pattern.IsMatch(check.Cursor, ref check.Steps)
                : known.Find(check.Cursor) < 0 && !pattern.IsMatch(check.Cursor, ref check.Steps);
            check.Cursor.ToValue();
            if (isChosen)
            {
                rule.Check(ref check);
            }
        }

        check.Cursor.MoveBack(place);
    }
}
