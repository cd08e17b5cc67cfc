using System.Numerics;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Checks the members of an object, then reports the missing ones. Ignores values that are not objects.</summary>
/// <param name="names">The member names in the schema.</param>
/// <param name="members">The rules for these members, by position; null for a member without rules.</param>
/// <param name="required">The required members as a <see cref="MemberMask"/>.</param>
/// <param name="others">The rule for members with other names; null if they have none.</param>
/// <param name="sum">Collects the numbers for a sum rule over these members; null if the schema has no such rule.</param>
internal sealed class MembersNode(Utf8Texts names, RuleNode?[] members, ulong required, RuleNode? others, SumWatch? sum) : RuleNode
{
    private readonly int _constants = Array.FindAll(members, static member => member is { IsConstant: true }).Length;
    private int _tallied = -1;

    /// <summary>Makes the check add the named member's number to the running sum. Returns false if the schema lacks the member.</summary>
    public bool Tallies(string name) => (_tallied = Array.IndexOf(names.Values, name)) >= 0;

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Cursor.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        var place = check.Cursor.Place;
        var findings = check.FindingCount;
        var missing = required;
        var sight = default(SumSight);
        var tallied = 0;
        var (isInside, known) = (false, -1);
        var constants = check.Trial.IsOn && check.Trial.Start == place.Start ? _constants : 0;   // constants not yet checked
        while (!check.Trial.IsSettled)
        {
            check.Step();

            // Most JSON has its members in the order of the schema, so the next name is the most likely one.
            var member = known + 1;
            if (!check.Cursor.NextMember(ref isInside, names, ref member))
            {
                ReportMissing(ref check, place.Start, missing);
                check.Tally.Items += tallied == 1 ? 1 : 0;
                sum?.Check(ref check, ref sight, findings);
                return;
            }

            if (constants > 0)
            {
                constants -= AsksConstant(member) ? 1 : 0;
                if (check.Cursor.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    CheckConstants(ref check, member, constants);
                    constants = 0;
                    if (check.Trial.IsSettled)
                    {
                        break;
                    }
                }
            }

            if (member < 0)
            {
                others?.Check(ref check);
                continue;
            }

            known = member;
            missing &= MemberMask.Without(member);
            sum?.Before(ref check, ref sight, member);
            if (member == _tallied)
            {
                // Only a total of 1 counts. A repeated member, or a value that cannot be summed, makes the total at least 2.
                tallied += check.Cursor.TokenType == JsonTokenType.Number
                    && check.Tally.Sum.TryAdd(check.Cursor.ValueSpan, check.Cursor.TokenStartIndex) ? 1 : 2;
            }

            members[member]?.Check(ref check);
            sum?.After(check, ref sight, member);
        }

        if (check.Trial.Start == place.Start && Array.Exists(members, static member => member is { IsTag: true }))
        {
            check.Cursor.MoveBack(place);
            CheckTags(ref check);
        }
    }

    /// <summary>Records whether the failed branch has another tag than the object, so that its errors do not matter.</summary>
    private void CheckTags(ref JsonCheck check)
    {
        for (var (isInside, at) = (false, 0); !check.Trial.IsOtherKind && check.Cursor.NextMember(ref isInside, names, ref at); at++)
        {
            check.Step();
            if (at >= 0 && members[at] is { IsTag: true } tag)
            {
                check.Trial.HasFailed = false;
                tag.Check(ref check);
                check.Trial.IsOtherKind = check.Trial.HasFailed;
            }
        }

        check.Trial.HasFailed = true;
    }

    private bool AsksConstant(int member) => member >= 0 && members[member] is { IsConstant: true };

    /// <summary>
    /// Checks the constant members that follow an object or array, before the object or array itself is checked. Constants are quick to
    /// check. They show early that a branch of a union does not match.
    /// </summary>
    private void CheckConstants(ref JsonCheck check, int member, int constants)
    {
        var place = check.Cursor.Place;
        for (var isInside = true; constants > 0 && !check.Trial.IsSettled; constants -= AsksConstant(member) ? 1 : 0)
        {
            check.Step();
            member++;
            if (!check.Cursor.NextMember(ref isInside, names, ref member))
            {
                break;
            }

            if (AsksConstant(member))
            {
                members[member]!.Check(ref check);
            }
        }

        check.Cursor.MoveBack(place);
    }

    private void ReportMissing(ref JsonCheck check, long start, ulong missing)
    {
        for (; missing != 0; missing &= missing - 1)
        {
            if (check.Fails())
            {
                check.ReportMissing(start, "required", names.Values[BitOperations.TrailingZeroCount(missing)]);
            }
        }
    }
}
