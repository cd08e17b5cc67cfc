using System.Globalization;

namespace SchemaSdk.CompilerServices;

/// <summary>Keywords <c>anyOf</c> and <c>oneOf</c>: one value is tried with several schemas, of which one has to fit.</summary>
/// <remarks>
/// If none fits, but the value has the JSON kind of exactly one, it is checked against that one again to report its errors: for
/// <c>enum-string | object</c> these are what a caller needs. A schema may require something that is not checked, so a value that seems
/// to fit may not: <c>oneOf</c> fails only for a value that certainly fits two schemas.
/// </remarks>
/// <param name="rules">The schemas' rules; null for a schema that requires nothing.</param>
/// <param name="isOneOf">True if the value must fit only one.</param>
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
    /// Returns true if no further schema can change the answer. An outer trial has to know whether the answer is certain.
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

    /// <summary>The outcomes of the schemas that the value was tried with.</summary>
    private struct BranchCount
    {
        public int Fits;
        public int Certain;   // those whose schemas require nothing that is not checked
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
