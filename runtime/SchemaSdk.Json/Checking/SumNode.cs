namespace SchemaSdk.CompilerServices;

/// <summary>
/// A rule of <c>x-rules</c>: certain numbers must have a given sum. If any of the numbers is missing, the rule is not checked.
/// </summary>
internal sealed class SumNode(SumRule rule) : RuleNode
{
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

    /// <summary>Reports an error if the sum is wrong.</summary>
    /// <param name="check">The check that gets the error.</param>
    /// <param name="terms">The actual sum.</param>
    /// <param name="total">The required sum.</param>
    /// <param name="findings">The position at which to insert the error.</param>
    public void Compare(ref JsonCheck check, in NumberSum terms, in NumberSum total, int findings)
    {
        if (!terms.IsEqualTo(total) && check.Fails())
        {
            var by = rule.Total.StartsWith('/') ? $" (the value at {rule.Total})" : "";
            var requirement = $"have numbers at {rule.Terms} that add up to {total}{by}, not to {terms}";
            check.ReportAt(findings, terms.Start, "sum", requirement, $"a sum of {total}");
        }
    }
}
