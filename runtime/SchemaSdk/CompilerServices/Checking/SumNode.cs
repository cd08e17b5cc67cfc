namespace SchemaSdk.CompilerServices;

/// <summary>A rule of <c>x-rules</c>: numbers in the value whose sum is known. If one of them is missing, nothing is checked.</summary>
/// <param name="rule">The places of the numbers and of their sum.</param>
internal sealed class SumNode(SumRule rule) : RuleNode
{
    /// <summary>The places of the numbers and of their sum.</summary>
    public SumRule Rule => rule;

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (rule.TryAdd(check.Cursor, out var terms, out var total))
        {
            Compare(ref check, terms, total, check.FindingCount);
        }
    }

    /// <summary>Checks a sum.</summary>
    /// <param name="check">The check.</param>
    /// <param name="terms">The sum.</param>
    /// <param name="total">What it has to be.</param>
    /// <param name="findings">Behind how many others a finding goes.</param>
    public void Compare(ref JsonCheck check, NumberSum terms, NumberSum total, int findings)
    {
        if (!terms.IsEqualTo(total) && check.Fails())
        {
            var by = rule.Total.StartsWith('/') ? $" like {rule.Total}" : "";
            var requirement = $"have numbers at {rule.Terms} that add up to {total}{by}, not to {terms}";
            check.ReportAt(findings, terms.Start, "sum", requirement, $"a sum of {total}");
        }
    }
}

/// <summary>A sum of numbers whose members are found while all members are checked, so that nothing is read twice to find them.</summary>
/// <param name="node">The rule.</param>
/// <param name="terms">The position of the member that holds the numbers.</param>
/// <param name="total">The position of the member that holds their total; -1 if it is a number by itself.</param>
internal sealed class SumWatch(SumNode node, int terms, int total)
{
    /// <summary>Notes a member that comes.</summary>
    /// <param name="sight">What was noted before.</param>
    /// <param name="member">Its position; -1 for one that is not known.</param>
    /// <param name="offset">Where its value starts.</param>
    public void See(ref SumSight sight, int member, int offset)
    {
        if (member < 0)
        {
            return;
        }

        if (member == terms)
        {
            sight.Terms = sight.Terms == 0 ? offset : SumSight.Twice;
        }
        else if (member == total)
        {
            sight.Total = sight.Total == 0 ? offset : SumSight.Twice;
        }
    }

    /// <summary>Checks the sum when all members came.</summary>
    /// <param name="check">The check.</param>
    /// <param name="sight">What was noted.</param>
    /// <param name="findings">Behind how many others a finding goes.</param>
    public void Check(ref JsonCheck check, SumSight sight, int findings)
    {
        if (sight.Terms > 0
            && (sight.Total > 0 || total < 0)
            && node.Rule.TryAdd(check.Cursor.At(sight.Terms), check.Cursor.At(Math.Max(0, sight.Total)), out var sum, out var whole))
        {
            node.Compare(ref check, sum, whole, findings);
        }
    }
}

/// <summary>The places of the members that a <see cref="SumWatch"/> waits for; 0 for one that has not come.</summary>
internal struct SumSight
{
    /// <summary>Of a member that comes twice nobody knows which one counts.</summary>
    public const int Twice = -1;

    /// <summary>The place of that of the numbers.</summary>
    public int Terms;

    /// <summary>The place of that of their total.</summary>
    public int Total;
}
