using System.Globalization;

namespace SchemaSdk.CompilerServices;

/// <summary>Checks the keywords <c>anyOf</c> and <c>oneOf</c>: checks the value against their schemas, one after another.</summary>
/// <remarks>
/// If no schema matches, but exactly one accepts the value's JSON kind and its tags (members with only one allowed value), the value is
/// checked against that schema again to report the errors. For example, a wrong string for <c>enum-string | object</c> is reported as an
/// error of the enum. A schema can have constraints that are not checked, so a value can seem to match without matching. Two matches
/// therefore fail <c>oneOf</c> only if both are certain.
/// </remarks>
/// <param name="rules">The rules of each schema; null for a schema without constraints.</param>
/// <param name="isOneOf">True if the value must match exactly one schema.</param>
internal sealed class AnyOfNode(RuleNode?[] rules, bool isOneOf) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        var place = check.Cursor.Place;
        var outer = check.Trial;
        var count = default(BranchCount);
        for (var i = 0; i < rules.Length && !IsDecided(count, outer); i++)
        {
            check.Step();
            check.Trial = new JsonTrial { IsOn = true, Start = place.Start };
            rules[i]?.Check(ref check);
            check.Cursor.MoveBack(place);
            count.Add(check.Trial, i);
        }

        check.Trial = outer;
        if (count.Fits > 0 && !(isOneOf && count.Certain > 1))
        {
            check.Trial.IsUnsure |= count.Certain == 0 || (isOneOf && count.Fits > 1);
        }
        else
        {
            Tell(ref check, count);
        }
    }

    /// <summary>
    /// Returns true if the remaining schemas need not be checked. In a trial, the search goes on after an uncertain match of <c>anyOf</c>.
    /// </summary>
    private bool IsDecided(BranchCount count, JsonTrial outer) =>
        isOneOf ? count.Certain > 1 : count.Certain > 0 || (count.Fits > 0 && !outer.IsOn);

    private void Tell(ref JsonCheck check, BranchCount count)
    {
        check.Trial.IsOtherKind |= count.Fits == 0 && count.OfThisKind == 0 && check.Cursor.TokenStartIndex == check.Trial.Start;
        if (!check.Fails())
        {
            return;
        }

        if (count.Fits == 0 && count.OfThisKind == 1)
        {
            var place = check.Cursor.Place;
            rules[count.Likely]?.Check(ref check);
            check.Cursor.MoveBack(place);
            return;
        }

        var keyword = isOneOf ? "oneOf" : "anyOf";
        var requirement = string.Create(CultureInfo.InvariantCulture, $"fit one of the {rules.Length} schemas of '{keyword}'");
        check.Report(keyword, count.Fits == 0 ? requirement : requirement + " and no other", null);
    }

    /// <summary>Counts the schemas that the value matches, and the other schemas that accept its JSON kind and tags.</summary>
    private struct BranchCount
    {
        public int Fits;
        public int Certain;   // the number of matching schemas that have no unchecked constraint
        public int OfThisKind;
        public int Likely;

        public void Add(JsonTrial trial, int branch)
        {
            if (!trial.HasFailed)
            {
                Fits++;
                Certain += trial.IsUnsure ? 0 : 1;
            }
            else if (!trial.IsOtherKind)
            {
                OfThisKind++;
                Likely = branch;
            }
        }
    }
}
