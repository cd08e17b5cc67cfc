namespace SchemaSdk.CompilerServices;

/// <summary>A rule of <c>x-rules</c>: numbers in the value with a known sum. If one of them is missing, nothing is checked.</summary>
/// <param name="rule">The places of the numbers and of their sum.</param>
internal sealed class SumNode(SumRule rule) : RuleNode
{
    /// <summary>The places of the numbers and of their sum.</summary>
    public SumRule Rule => rule;

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        var forTerms = check.Cursor;
        var forTotal = check.Cursor;
        if (rule.TryAddTerms(ref forTerms, 0, out var terms) && rule.TryAddTotal(ref forTotal, 0, out var total))
        {
            Compare(ref check, terms, total, check.FindingCount);
        }
    }

    /// <summary>Checks a sum.</summary>
    /// <param name="check">The check.</param>
    /// <param name="terms">The sum.</param>
    /// <param name="total">What it has to be.</param>
    /// <param name="findings">The number of findings before this one.</param>
    public void Compare(ref JsonCheck check, in NumberSum terms, in NumberSum total, int findings)
    {
        if (!terms.IsEqualTo(total) && check.Fails())
        {
            var by = rule.Total.StartsWith('/') ? $" like {rule.Total}" : "";
            var requirement = $"have numbers at {rule.Terms} that add up to {total}{by}, not to {terms}";
            check.ReportAt(findings, terms.Start, "sum", requirement, $"a sum of {total}");
        }
    }
}
